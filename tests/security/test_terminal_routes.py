"""Where text can reach a terminal at all: no door but the two, no widget that reads its text as markup."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from textual import widgets

from tests.test_house import trees
from tests.workflow.admission_tables import desk
from workflow import facts as f
from workflow.admission import problems, warnings
from workflow.terms import Kind, Standing

TYPED = {"Input", "TextArea"}
"""The widgets of the library that are used: both show what they hold as it is written."""

WRITERS = {
    "tui/cli/out.py": {"stdout"},
    "tui/failures.py": {"stderr"},
    "tui/cli/erasing.py": {"stderr"},
    "tui/cli/interrupting.py": {"stderr"},
}
"""The modules that write to a stream themselves."""

PARSING = {"from_markup", "render_markup", "escape_markup", "add_option", "notify", "Markdown", "MarkdownViewer"}
PARSED_ATTRIBUTES = {"tooltip", "border_title", "border_subtitle", "sub_title"}
MARKUP_MODULES = {"textual.markup", "textual.content", "rich.markup", "rich.text", "rich.markdown", "rich.console"}
CONTENT_DOOR = {"tui/text.py"}


@cache
def read(package: str) -> tuple[tuple[str, ast.Module], ...]:
    """The parsed modules of a package, each with its place."""
    return tuple(trees(package))


def faults(place: str, tree: ast.Module) -> Iterator[str]:
    """What in a module would show text by another way than the door."""
    guarded = {id(node) for top in tree.body if isinstance(top, ast.If) for node in ast.walk(top)}
    for node in ast.walk(tree):
        found = (*_imports(place, node, id(node) in guarded), *_calls(place, node), *_attributes(node), *_renders(node))
        for fault in found:
            yield f"{place}:{getattr(node, 'lineno', 0)} {fault}"


def _imports(place: str, node: ast.AST, for_types: bool) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        names = {alias.name for alias in node.names}
        if node.module == "textual.widgets" and names - TYPED:
            yield f"takes {names - TYPED} from the library"
        elif node.module.startswith("textual.widgets._"):
            yield f"takes {names} from the library's insides"
        elif node.module in MARKUP_MODULES and place not in CONTENT_DOOR and not for_types:
            yield f"imports {node.module}"
    elif isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name in MARKUP_MODULES or alias.name.startswith("textual.widgets"):
                yield f"imports {alias.name}"


def _calls(place: str, node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    called = node.func
    name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
    if name in PARSING:
        yield f"calls {name}"
    if isinstance(called, ast.Name) and name == "print" and not _says_no_case_text(node):
        yield "prints"
    if name == "escape" and not (isinstance(called, ast.Attribute) and ast.unparse(called.value) == "re"):
        yield "escapes, which the door does not need"
    if any(keyword.arg == "markup" and ast.unparse(keyword.value) != "False" for keyword in node.keywords):
        yield "asks for markup"
    stream = ast.unparse(called.value) if isinstance(called, ast.Attribute) and name in ("write", "writelines") else ""
    for one in ("stdout", "stderr"):
        if f"sys.{one}" in stream and one not in WRITERS.get(place, ()):
            yield f"writes to {stream}"


def _says_no_case_text(node: ast.Call) -> bool:
    """Whether a call of `print` says a number of ours and our own words alone."""
    return all(isinstance(value, ast.Constant | ast.JoinedStr) and _only_kept(value) for value in node.args)


def _only_kept(value: ast.expr) -> bool:
    names = {part.id for part in ast.walk(value) if isinstance(part, ast.Name)}
    return names <= {"kept"} and not any(isinstance(part, ast.Call) for part in ast.walk(value))


def _renders(node: ast.AST) -> Iterator[str]:
    """A widget that answers with a text from `render` has it read as markup; ours draw strips, line by line."""
    if isinstance(node, ast.ClassDef):
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and method.name == "render":
                yield "renders what may be markup"


def _attributes(node: ast.AST) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    for target in targets:
        name = target.attr if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""
        if name in PARSED_ATTRIBUTES:
            yield f"sets {name}, which is read as markup"


def test_no_module_of_the_screens_shows_text_but_through_the_door() -> None:
    found = [fault for place, tree in read("tui") for fault in faults(place, tree)]
    assert not found, "\n".join(found)


def test_no_module_of_the_workflow_writes_to_a_terminal() -> None:
    found = [
        f"{place}:{node.lineno}"
        for place, tree in read("workflow")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and re.match(r"print$|sys\.(stdout|stderr)", ast.unparse(node.func))
    ]
    assert not found


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Static",
        "from textual.widgets import Input, Markdown",
        "from textual.widgets._static import Static",
        "import textual.widgets",
        "from textual.content import Content",
        "from rich.text import Text",
        "from rich.markup import escape",
        "widget.border_title = title",
        "self.tooltip = words",
        "self.notify(words)",
        "print(case.title)",
        "print(f'{title} kept')",
        "Content.from_markup(words)",
        "Own(words, markup=True)",
        "escape(words)",
        "class Own(Widget):\n    def render(self):\n        return self.words",
        "sys.stdout.write(words)",
        "sys.stderr.buffer.write(words)",
    ],
)
def test_what_would_be_another_way_is_found(source: str) -> None:
    assert list(faults("tui/new.py", ast.parse(source)))


def test_the_door_itself_is_none_of_them() -> None:
    for source in ("re.escape(words)", "print('nothing')", "from textual.widgets import Input", "clean(words)"):
        assert not list(faults("tui/new.py", ast.parse(source)))


@pytest.mark.parametrize("name", sorted(TYPED))
def test_the_two_widgets_of_the_library_do_not_read_markup(name: str) -> None:
    """Read in their source, so that a new version that begins to do so is noticed."""
    source = inspect.getsource(inspect.getmodule(getattr(widgets, name)))  # type: ignore[arg-type]
    assert "from_markup" not in source and "Text.from_markup" not in source
    if name == "TextArea":  # its placeholder may be markup; none of ours is a text of a case
        assert "Content.from_text(self.placeholder)" in source


def test_placeholders_are_words_of_ours() -> None:
    found = [
        f"{place}:{node.lineno} {ast.unparse(keyword.value)}"
        for place, tree in read("tui")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "placeholder" and ast.unparse(keyword.value) not in ("HINT", "self.hint", "placeholder")
    ]
    assert not found
    assert not [place for place, tree in read("tui") if _hint_of_a_case(tree)]


def _hint_of_a_case(tree: ast.Module) -> bool:
    """Whether a class gives itself a hint that is no constant."""
    return any(
        isinstance(node, ast.ClassDef)
        and any(
            isinstance(one, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id in ("hint", "HINT") for target in one.targets)
            and not isinstance(one.value, ast.Constant)
            for one in node.body
        )
        for node in ast.walk(tree)
    )


LOOKALIKES = ["Ѕ-1", "S-1Ѕ", "Ann Mаrlow", "ｓ-1", "ΑΒΕ"]
"""With Cyrillic, fullwidth or Greek letters where Latin ones seem to stand."""


@pytest.mark.parametrize("name", LOOKALIKES)
def test_a_code_name_that_only_looks_latin_is_not_taken(name: str) -> None:
    case = desk().case()
    coded = f.SourceAdded("new", "somebody", Standing.INSIDER, code_name=name)
    assert [problem.field for problem in problems(case, coded)] == ["code_name"]
    (known,) = [source for source in case.sources.values() if source.code_name][:1]
    renamed = f.SourceDescribed(known.id, {"code_name": name}, "why", case.setters(known.id, ("code_name",)))
    assert "code_name" in [problem.field for problem in problems(case, renamed)]


@pytest.mark.parametrize("name", LOOKALIKES)
def test_any_other_name_of_that_kind_is_pointed_out(name: str) -> None:
    case = desk().case()
    facts: dict[str, f.Fact] = {
        "name": f.SourceAdded("new", "somebody", Standing.ISSUER, name=name),
        "slug": f.SourceAdded(name, "somebody", Standing.ISSUER, name="Somebody"),
        "changes": f.SourceDescribed(next(iter(case.sources)), {"name": name}, "why"),
    }
    facts |= {"slug of a question": f.QuestionRaised(name, Kind.CONTENT), "person": f.PersonAccused("x", name=name)}
    for fact in facts.values():
        (doubt,) = [one for one in warnings(case, fact, 0) if "alphabets" in one.sentence]
        assert doubt.field in ("name", "slug", "changes")
        assert not [problem for problem in problems(case, fact) if "alphabets" in problem.sentence]


@pytest.mark.parametrize("name", ["Ann Marlow", "Анна Марлова", "Ελένη", "東京 desk", "Zoë", "S-1"])
def test_a_name_in_one_alphabet_is_not(name: str) -> None:
    fact = f.SourceAdded("new", "somebody", Standing.ISSUER, name=name)
    assert not [one for one in warnings(desk().case(), fact, 0) if "alphabets" in one.sentence]


def test_the_house_has_no_widget_that_renders_markdown() -> None:
    for place, tree in read("tui"):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("textual", "rich")):
                assert not [alias.name for alias in node.names if "Markdown" in alias.name], place
    assert not list(Path(__file__).parent.parent.parent.joinpath("tui").rglob("*markdown*.py"))
