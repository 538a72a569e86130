"""Every problem that a reading of the list can name, in the words of its report."""

from __future__ import annotations

PROBLEMS = {
    "no-number": "the number is missing or no number",
    "number-twice": "the number stands on several rows",
    "formula": "a cell begins like a formula (= + - @)",
    "no-title": "the project has no name",
    "doubled": "the row says the same as an earlier one",
    "perhaps-doubled": "the row and an earlier one may be one project",
    "no-code": "a code of no State in the M49 list",
    "code-twice": "a code stands twice in one cell",
    "separator": "codes are separated by ';' instead of ','",
    "empty-host": "no host or recipient is named",
    "empty-provider": "no provider is named",
    "shared-state": "a State stands among hosts and among providers",
    "funder-among-providers": "the row's own words show that a provider pays",
    "supporter-among-providers": "the row's own words name a provider as supporting; how is not said",
    "northern-provider": "a Northern provider that the text does not speak of: it may only pay",
    "no-year": "neither start nor end is given",
    "no-start": "the start is not given",
    "no-end": "the end is not given",
    "present": "'Present' instead of an end year",
    "year": "a year that is none, or an end before the start",
    "planned-end": "the end lies after the edition of the list",
    "flag": "a cell that is neither YES nor empty",
    "no-goal": "a Sustainable Development Goal that is none",
    "no-sector": "theme and goal point to no single sector",
    "text-other-state": "the text names States that no column names",
    "text-other-region": "the text begins with a region that the columns do not name",
    "text-other-years": "the text gives a year outside the columns",
    "e-mail": "the text holds an e-mail address",
    "working-note": "the text holds a note of its editor",
    "column-not-read": "a column that the list does not have",
}


def title(problem: str) -> str:
    """What a problem is, in words."""
    return PROBLEMS[problem]
