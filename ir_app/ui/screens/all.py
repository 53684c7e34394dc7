"""Every screen by its name."""

from ir_app.ui.screens.assessment import AssessmentScreen
from ir_app.ui.screens.brief import BriefScreen
from ir_app.ui.screens.call import CallScreen
from ir_app.ui.screens.change import ChangeScreen
from ir_app.ui.screens.contracts import ContractsScreen
from ir_app.ui.screens.dates import DatesScreen
from ir_app.ui.screens.forms import FormsScreen
from ir_app.ui.screens.home import HomeScreen
from ir_app.ui.screens.law import LawScreen
from ir_app.ui.screens.letters import LetterScreen, LettersScreen
from ir_app.ui.screens.now import NowScreen
from ir_app.ui.screens.own import OwnScreen
from ir_app.ui.screens.pause import PauseScreen
from ir_app.ui.screens.questions import QuestionScreen, TriageScreen
from ir_app.ui.screens.ready import ReadyScreen
from ir_app.ui.screens.screen import Screen
from ir_app.ui.screens.steps import StepsScreen
from ir_app.ui.screens.story import StoryScreen
from ir_app.ui.screens.who import WhoScreen

SCREENS: dict[str, type[Screen]] = {
    screen.name: screen
    for screen in (
        HomeScreen,
        TriageScreen,
        QuestionScreen,
        NowScreen,
        StepsScreen,
        AssessmentScreen,
        DatesScreen,
        FormsScreen,
        CallScreen,
        LettersScreen,
        LetterScreen,
        StoryScreen,
        BriefScreen,
        ReadyScreen,
        WhoScreen,
        ChangeScreen,
        PauseScreen,
        OwnScreen,
        ContractsScreen,
        LawScreen,
    )
}
