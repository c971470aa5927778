"""Words that are written short, with a dot that may not end the sentence.

What counts is what kind of word it is. One that stands before what it belongs to («проф. Иванов»)
cannot end a sentence; one that stands after it («5 тыс.») can, and does where a capital follows.
Many are both, and what stands around them tells: «500 р.» and «р. Чу», «им. Токомбаева» and
«помогал им. Потом…».
"""

from __future__ import annotations

from etic.read.wordlist import words as _words

# Something must follow, whatever it is.
BEFORE = _words(
    """проф акад доц канд зам зав нач гл корр полк лейт серж тов гражд г-н г-жа г-да св ред
    табл илл абз напр ср факс моб букв трад гос юр физ тех исп кат русск кирг кырг узб каз тадж
    англ нем фр итал греч яп слав араб евр чл корп внутр дифф дж
    mr mrs ms mx dr prof st vs sgt cf approx messrs"""
)

# A name follows: all but the small words that only a sentence begins with.
NAMED = _words("ул просп пер рп сб пл наб туп бул мкр мкрн пос пгт оз гр тел т дер хут а-а")

# A name follows, and only a name: they are words of their own, or stand after the name as well.
PROPER = _words("им обл респ р-н айм ш ген кап кол")

# A number follows: else they are words of their own («Ок. Потом», «Ели рис. Потом»).
NUMBERED = _words("ок рис no vol fig пп эт каб ауд ком доп обр прил")

# Something came before: an amount, a list. A capital after it begins a sentence.
AFTER = _words(
    """тыс млн млрд трлн руб коп сом долл проц шт экз ед час сек нед мес чел км кг мм мл га сот куб
    гг вв проч etc inc ltd jr sr corp"""
)

# As `AFTER` when a number stands before them, or one of these words; else a name or number follows.
BOTH = {
    "г": _words("этого того прошлого сего следующего текущего будущего позапрошлого"),
    "м": _words("кв куб пог"),
    "см": _words("кв куб"),
    "пр": _words("и"),
    "др": _words("и"),
    **dict.fromkeys(_words("р с д п т в ч л к мин стр ст кв гр ж б жж"), frozenset[str]()),
}

ALL = BEFORE | NAMED | PROPER | NUMBERED | AFTER | BOTH.keys()

# After these a number goes on with the amount: «15 час. 30 мин.», «5 тыс. 300».
AMOUNTS = _words("тыс млн млрд трлн час мин ч руб р долл м км кг")

# The same of letters with a dot each.
PAIRS_BEFORE = _words("те тк тн то тч ио врио ба eg ie")
PAIRS_AFTER = _words("тд тп нэ уе лс жб рх pm am")

# Small words that a sentence begins with and no name does: they tell «класс Б. Потом» from
# «Б. Потапов».
BEGINNINGS = _words(
    """а и но да нет не ни ну вот я ты он она оно мы вы они мне меня нам нас ему его ей её им их
    тебе тебя вам вас это этот эта эту эти то тот та те так такой там тут здесь туда сюда потом
    тогда теперь сейчас сегодня вчера завтра раньше позже после сначала затем ещё уже опять снова
    сразу как когда где куда откуда почему зачем кто что чего чем какой какая какие сколько если
    чтобы хотя потому поэтому или либо же ведь даже только просто конечно наверное может можно
    надо нужно в во на с со к ко по о об от до из за у при для без через между мой моя моё мои
    наш наша наши свой все всё весь вся каждый никто никого ничего никогда некоторые один одна
    одни сам сама сами очень больше меньше был была было были есть будет ой ох ах эх
    the i we he she they it you but and so then this that these those in on at my our his her
    their there here what when where why how who because if after before no yes not now only
    мен биз сен сиз ал алар анан андан кийин бул ошол ошондо ошону азыр бирок ооба жок эми эмне
    бизде менин биздин"""
)

# What a date is made of, beside numbers: «В начале мая 2019 г. Айгуль уехала».
DATES = _words(
    """в с до к ко по после около от и а но ну вот уже ещё примерно где то начале середине конце
    концу началу летом зимой весной осенью мае марте января февраля марта апреля мая июня июля
    августа сентября октября ноября декабря январе феврале апреле июне июле августе сентябре
    октябре ноябре декабре х е го м"""
)
