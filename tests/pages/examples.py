"""One address for each kind of page, and some whose look is harder: what the tests of pages go over."""

from __future__ import annotations

from api.pages.routes import PAGES

OF_EACH: dict[str, str] = {
    "/": "/",
    "/exchanges": "/exchanges?sector=core-government&year_from=2010",
    "/exchanges/{id}": "/exchanges/a-68-696-13c",
    "/countries": "/countries",
    "/countries/{id}": "/countries/LBR",
    "/experience": "/experience?for=LBR&sector=core-government",
    "/holes": "/holes?group=g7plus&sector=justice",
    "/suggest": "/suggest?recipient=LBR&sector=revenue",
    "/needs/{id}/suggestions": "/needs/a-68-696-need-lbr-revenue/suggestions",
    "/search": "/search?q=Liberia",
    "/sources": "/sources",
    "/sources/{id}": "/sources/a-68-696",
    "/programmes": "/programmes",
    "/programmes/{id}": "/programmes/igad-initiative",
    "/institutions": "/institutions",
    "/institutions/{id}": "/institutions/lbr-revenue-authority",
    "/sectors": "/sectors",
    "/sectors/{id}": "/sectors/police",
    "/groups": "/groups",
    "/groups/{id}": "/groups/g7plus",
    "/needs": "/needs",
    "/needs/{id}": "/needs/a-68-696-need-lbr-revenue",
    "/offers": "/offers",
    "/offers/{id}": "/offers/a-68-696-offer-13f",
    "/experiences": "/experiences",
    "/experiences/{id}": "/experiences/a-68-696-exp-bra-school-feeding",
    "/lessons": "/lessons",
    "/lessons/{id}": "/lessons/a-68-696-lesson-12a",
    "/figures": "/figures",
    "/figures/{id}": "/figures/a-68-696-fig-conflict-risk",
    "/deployments": "/deployments",
    "/deployments/{id}": "/deployments/binuh-ben-individual-police",
}
CONTESTED = "/exchanges/apc-20241125-congo"
NOTHING_FITS = "/exchanges?provider=SLE&sector=police&year_from=2015"
NEED_TO_WRITE = "/suggest"
ABSTAINING = "/suggest?recipient=FJI&sector=corrections"
GUARDED = "/suggest?recipient=LBR&sector=police"
MANY_STATES = "/suggest?recipient=HTI&sector=agriculture"
WITHOUT_RECORDS = "/countries/NRU"
SEARCHES = (
    "/search?q=who+has+taught+revenue+in+West+Africa%3F", "/search?q=Libria", "/search?q=Rwanda+Liberia+moon",
    "/search?q=exchanges+between+Rwanda+and+Liberia",
)  # fmt: skip
"""A question, a typing error, words that no record has together, two parties."""
MORE = (
    CONTESTED, NOTHING_FITS, WITHOUT_RECORDS, *SEARCHES, "/exchanges", "/search", "/experience",
    NEED_TO_WRITE, ABSTAINING, GUARDED, MANY_STATES,
)  # fmt: skip
EVERY = (*OF_EACH.values(), *MORE)
WRONG = {"/nowhere": 404, "/exchanges/nope": 404, "/exchanges?providr=LBR": 400, "/countries/XXX": 404}
ONE_OF_A_TEMPLATE = [*{template: OF_EACH[path] for path, (template, _) in PAGES.items()}.values()]
