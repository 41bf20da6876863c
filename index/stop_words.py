"""Words that a question is made of, whatever it is about."""

STOP_WORDS = frozenset(
    "a about all an and any are as at be been by can could did do does for from had has have he her"
    " him his how i if in into is it its many may me much my of on or our say says said she should so"
    " some tell than that the their them then there these they this to us was we were what when where"
    " which who whom whose why will with would you your".split()
)
