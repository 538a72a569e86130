"""Shapes of sentences that tell who gives and who receives, in six languages, and States to put into them.

`{a.x}` gives and `{b.x}` receives; `x` is the form: names, adjectives and peoples as each language has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from exchange_graph.domain.languages import Lang

_FORMS: dict[Lang, str] = {
    "en": "name adj people", "fr": "le du au par adj en", "es": "name de a adj people", "zh": "name",
    "ru": "nom gen dat ins prep adj people acc", "ar": "name adj people",
}  # fmt: skip
_STATES: dict[Lang, str] = {
    "en": """RWA Rwanda|Rwandan|Rwandans
BRA Brazil|Brazilian|Brazilians
PHL the Philippines|Philippine|Filipinos
SSD South Sudan|South Sudanese|South Sudanese
TLS Timor-Leste|Timorese|Timorese
CIV Côte d'Ivoire|Ivorian|Ivorians""",
    "fr": """GHA le Ghana|du Ghana|au Ghana|par le Ghana|ghanéenne|au Ghana
COL la Colombie|de la Colombie|à la Colombie|par la Colombie|colombienne|en Colombie
CUB Cuba|de Cuba|à Cuba|par Cuba|cubaine|à Cuba
PHL les Philippines|des Philippines|aux Philippines|par les Philippines|philippine|aux Philippines
IND l'Inde|de l'Inde|à l'Inde|par l'Inde|indienne|en Inde""",
    "es": """GHA Ghana|de Ghana|a Ghana|ghanesa|ghaneses
COL Colombia|de Colombia|a Colombia|colombiana|colombianos
BRA el Brasil|del Brasil|al Brasil|brasileña|brasileños
PHL Filipinas|de Filipinas|a Filipinas|filipina|filipinos
DOM la República Dominicana|de la República Dominicana|a la República Dominicana|dominicana|dominicanos""",
    "ru": """RWA Руанда|Руанды|Руанде|Руандой|Руанде|руандийские|руандийцы|Руанду
GEO Грузия|Грузии|Грузии|Грузией|Грузии|грузинские|грузины|Грузию
VNM Вьетнам|Вьетнама|Вьетнаму|Вьетнамом|Вьетнаме|вьетнамские|вьетнамцы|Вьетнам
PHL Филиппины|Филиппин|Филиппинам|Филиппинами|Филиппинах|филиппинские|филиппинцы|Филиппины
SSD Южный Судан|Южного Судана|Южному Судану|Южным Суданом|Южном Судане|южносуданские\
|южносуданцы|Южный Судан""",
    "ar": """RWA رواندا|رواندي|الروانديون
COL كولومبيا|كولومبي|الكولومبيون
JOR الأردن|أردني|الأردنيون
SDN السودان|سوداني|السودانيون
BRA البرازيل|برازيلي|البرازيليون""",
    "zh": """RWA 卢旺达
LBR 利比里亚
SSD 南苏丹
BRA 巴西
TLS 东帝汶""",
}

GIVEN: dict[Lang, str] = {
    "en": """What did {a.name} teach {b.name}?
What did {b.name} learn from {a.name}?
lessons {b.name} learned from {a.name}
lessons learned by {b.name} from {a.name}
{b.name} received training from {a.name}
training received by {b.name} from {a.name}
training given by {a.name} to {b.name}
the help that {a.name} gave {b.name}
{a.people} training {b.adj} judges
{b.adj} judges trained by {a.people}
Was {b.name} helped by {a.name}?
Has {a.name} ever helped {b.name}?
{a.adj} help for {b.name}
{a.adj} experts in {b.name}
experts sent by {a.name} to {b.name}
{a.name} -> {b.name}
{a.name} → {b.name}: health
{b.name} drew on {a.name}'s experience
support from {a.name} to {b.name}
Has {b.name} benefited from {a.adj} expertise?
Did {b.name} benefit from {a.adj} help?
did {a.name} share its experience with {b.name}?
{b.name}: assistance from {a.name}
How did {a.name} assist {b.adj} teachers?
advice by {a.name} for {b.name}
study visit of {b.adj} officials to {a.name}
judges from {b.name} who were trained in health by {a.name}
What has been provided to {b.name} by {a.name}?
{b.name} was advised by {a.name}
who in {b.name} was taught by {a.people}?""",
    "fr": """Qu'a enseigné {a.le} {b.au} ?
Qu'est-ce que {b.le} a appris {a.du} ?
formation reçue {b.par} de la part {a.du}
l'aide reçue {b.par} et fournie {a.par}
formation dispensée {a.par} {b.au}
l'aide {a.du} {b.au}
l'aide {a.adj} {b.au}
{b.le} a-t-il bénéficié de l'aide {a.adj} ?
{b.le} a bénéficié de l'expertise {a.du}
{b.le} a reçu l'appui {a.du} en santé
Est-ce que {a.le} a aidé {b.le} ?
{b.le} a été formé {a.par}
experts envoyés {a.par} {b.au}
{a.le} -> {b.le}
{a.le} → {b.le}, santé
Qu'a reçu {b.le} {a.du} ?
ce que {b.le} doit à l'expérience {a.adj}
{a.le} a transmis son savoir-faire {b.au}
l'expérience {a.du} partagée avec {b.le}
assistance fournie {b.au} {a.par}""",
    "es": """¿Qué enseñó {a.name} {b.a}?
¿Qué aprendió {b.name} {a.de}?
formación recibida por {b.name} de parte {a.de}
la ayuda prestada por {a.name} {b.a}
la ayuda {a.de} {b.a}
la ayuda {a.adj} {b.a}
¿Se benefició {b.name} de la ayuda {a.adj}?
{b.name} se ha beneficiado de la experiencia {a.de}
{b.name} recibió apoyo {a.de} en salud
¿Ayudó {a.name} {b.a}?
{b.name} fue asesorado por {a.name}
expertos enviados por {a.name} {b.a}
expertos {a.people} en {b.name}
los {a.people} ayudaron {b.a}
{a.name} -> {b.name}
{a.name} → {b.name}, salud
¿Qué ha recibido {b.name} {a.de}?
{a.name} transmitió sus conocimientos {b.a}
la experiencia {a.de} compartida con {b.name}
asistencia brindada {b.a} por {a.name}""",
    "ru": """Чему {a.nom} научила {b.nom}?
Чему {b.nom} научилась у {a.gen}?
Что {a.nom} передала {b.dat}?
Помогала ли {a.nom} {b.dat}?
помощь, полученная {b.ins} от {a.gen}
помощь, оказанная {a.ins} {b.dat}
помощь {a.gen} {b.dat}
Какой опыт {b.nom} получила от {a.gen}?
обучение полиции {b.gen} {a.ins}
{a.adj} эксперты в {b.prep}
{a.people} обучали полицию {b.gen}
{b.dat} помогла {a.nom}
{a.nom} -> {b.nom}
{a.nom} → {b.nom}: здравоохранение
{b.nom} переняла опыт {a.gen}
{b.nom} воспользовалась помощью {a.gen}
эксперты из {a.gen} в {b.prep}
Что {b.nom} переняла у {a.gen}?
{a.nom} поделилась опытом с {b.ins}
судьи {b.gen} обучены {a.ins}""",
    "ar": """ماذا علمت {a.name} {b.name}؟
ما تعلمته {b.name} من {a.name}
ما الذي استفادته {b.name} من {a.name}؟
ما تلقته {b.name} من {a.name}
ما حصلت عليه {b.name} من {a.name}
ما قدمته {a.name} إلى {b.name}
المساعدة التي قدمتها {a.name} إلى {b.name}
المساعدة التي تلقتها {b.name} من {a.name}
تدريب قضاة {b.name} على يد {a.name}
تدريب الشرطة في {b.name} من قبل {a.name}
هل ساعدت {a.name} {b.name}؟
هل استفادت {b.name} من خبرة {a.name}؟
مساعدة {a.name} إلى {b.name}
خبراء من {a.name} في {b.name}
{a.name} -> {b.name}
{a.name} ← {b.name}: الصحة
الدعم المقدم من {a.name} إلى {b.name}
نقلت {a.name} خبرتها إلى {b.name}
تلقت {b.name} التدريب من {a.name}
أرسلت {a.name} خبراء إلى {b.name}""",
    "zh": """{a.name}教了{b.name}什么？
{b.name}从{a.name}学到了什么？
{b.name}向{a.name}学习
{b.name}向{a.name}取经
{a.name}向{b.name}提供的援助
{a.name}对{b.name}的援助
{a.name}援助{b.name}
{a.name}帮助过{b.name}吗？
{b.name}得到过{a.name}的帮助吗？
{b.name}接受{a.name}的培训
{b.name}的法官由{a.name}培训
{a.name}专家在{b.name}
{a.name}派专家到{b.name}
{a.name}派往{b.name}的专家
{a.name} -> {b.name}
{a.name}→{b.name}：卫生
{b.name}借鉴了{a.name}的经验
{a.name}与{b.name}分享经验
来自{a.name}的专家在{b.name}
{a.name}为{b.name}培训法官
请问{a.name}给{b.name}提供了什么？谢谢""",
}

BETWEEN: dict[Lang, str] = {
    "en": """{a.name} and {b.name}: health
health {a.name} {b.name}
{a.name}, {b.name}, police
{a.name}-{b.name} police
{a.name} – {b.name}
exchanges between {a.name} and {b.name}
cooperation of {a.name} with {b.name}""",
    "fr": """{a.le} et {b.le} : santé
{a.le}, {b.le}, police
la santé entre {a.le} et {b.le}
{a.le} – {b.le}""",
    "es": """{a.name} y {b.name}: salud
salud {a.name} {b.name}
{a.name}, {b.name}, policía
intercambios entre {a.name} y {b.name}
{a.name} – {b.name}""",
    "ru": """{a.nom} и {b.nom}: здравоохранение
выборы, {a.nom}, {b.nom}
{a.nom} {b.nom} полиция
обмены между {a.ins} и {b.ins}
{a.nom} — {b.nom}""",
    "ar": """{a.name} و{b.name}: الصحة
الصحة {a.name} {b.name}
التبادل بين {a.name} و{b.name}
{a.name} - {b.name}""",
    "zh": """{a.name}和{b.name}：卫生
{a.name} {b.name} 公务员
{a.name}、{b.name}，卫生
{a.name}和{b.name}之间的交流
{a.name}与{b.name}的合作
{a.name}—{b.name}""",
}

EITHER: dict[Lang, str] = {
    "en": "police of {a.name} or {b.name}",
    "fr": "police, {a.le} ou {b.le}",
    "es": "policía, {a.name} o {b.name}",
    "ru": "полиция, {a.nom} или {b.nom}",
    "ar": "الشرطة {a.name} أو {b.name}",
    "zh": "警察：{a.name}或{b.name}",
}

TRAINED_IN: dict[Lang, str] = {
    "en": """Were {a.adj} judges trained in {b.name}?
training of {a.adj} judges in {b.name}
judges from {a.name} who were trained in {b.name}""",
    "fr": """{a.le} : ses juges ont été formés {b.en}
formation de la police {a.adj} {b.en}""",
    "es": """capacitación de jueces {a.people} en {b.name}
jueces {a.people} que se formaron en {b.name}""",
    "ru": """обучение судей {a.gen} в {b.prep}
{a.people} обучались в {b.prep}""",
    "ar": """تدريب قضاة {a.name} في {b.name}
تدرب {a.people} في {b.name}""",
    "zh": "{a.name}法官在{b.name}受训",
}

PAID: dict[Lang, str] = {
    "en": """projects in {b.name} paid for by {a.name}
{a.adj} funding for {b.name}
Who in {b.name} was financed by {a.name}?""",
    "fr": """projets financés {a.par} {b.en}
le financement {a.du} pour {b.le}""",
    "es": """proyectos financiados por {a.name} en {b.name}
con fondos {a.de} en {b.name}""",
    "ru": """проекты в {b.prep}, финансируемые {a.ins}
{a.nom} финансировала {b.acc}""",
    "ar": """مشاريع مولتها {a.name} في {b.name}
مشاريع في {b.name} بتمويل من {a.name}""",
    "zh": """由{a.name}出资的{b.name}项目
{a.name}资助的{b.name}项目""",
}

BROKERED: dict[Lang, str] = {
    "en": """exchanges in {b.name} brokered by {a.name}
projects for {b.name} through the good offices of {a.name}""",
    "fr": """échanges {b.en} facilités {a.par}
grâce à l'entremise {a.du}, projets {b.en}""",
    "es": """intercambios en {b.name} facilitados por {a.name}
proyectos en {b.name} gracias a la mediación {a.de}""",
    "ru": "проекты в {b.prep} при посредничестве {a.gen}",
    "ar": "مشاريع في {b.name} بوساطة {a.name}",
    "zh": """由{a.name}居间促成的{b.name}项目
{a.name}牵线的{b.name}项目""",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A shape with two States in it."""

    lang: Lang
    text: str
    first: str
    second: str


def filled(shapes: dict[Lang, str]) -> list[Filled]:
    """Every shape with every State in each of the two places."""
    found = []
    for lang, lines in shapes.items():
        states = [_state(lang, line) for line in _STATES[lang].splitlines()]
        for shape in lines.splitlines():
            for number, a in enumerate(states):
                b = states[(number + 1) % len(states)]
                found.append(Filled(lang, shape.format(a=a, b=b), a.code, b.code))
    return found


def _state(lang: Lang, line: str) -> SimpleNamespace:
    code, _, forms = line.partition(" ")
    return SimpleNamespace(code=code, **dict(zip(_FORMS[lang].split(), forms.split("|"), strict=True)))
