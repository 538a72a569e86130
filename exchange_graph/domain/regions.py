"""The regions of the United Nations M49 list: their codes, and in which of them a State lies."""

from __future__ import annotations

from exchange_graph.domain.vocabulary import Country

REGIONS = {
    "002": "Africa", "015": "Northern Africa", "202": "Sub-Saharan Africa", "014": "Eastern Africa",
    "017": "Middle Africa", "018": "Southern Africa", "011": "Western Africa",
    "019": "Americas", "419": "Latin America and the Caribbean", "029": "Caribbean",
    "013": "Central America", "005": "South America", "021": "Northern America",
    "142": "Asia", "143": "Central Asia", "030": "Eastern Asia", "035": "South-eastern Asia",
    "034": "Southern Asia", "145": "Western Asia",
    "150": "Europe", "151": "Eastern Europe", "154": "Northern Europe", "830": "Channel Islands",
    "039": "Southern Europe", "155": "Western Europe",
    "009": "Oceania", "053": "Australia and New Zealand", "054": "Melanesia", "057": "Micronesia",
    "061": "Polynesia",
}  # fmt: skip
"""The English name of each by its code: regions, sub-regions and intermediate regions."""
_CODES = {name: code for code, name in REGIONS.items()}


def region_codes(country: Country) -> tuple[str, ...]:
    """The codes of the regions that a State lies in, the widest first; none where the list gives none."""
    names = (country.region, country.subregion, country.intermediate)
    return tuple(_CODES[name] for name in names if name in _CODES)
