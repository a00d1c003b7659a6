"""Tests of workflow/summaries/."""
