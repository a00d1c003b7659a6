"""The panes of a case, one module each; `pane` has what they share."""
