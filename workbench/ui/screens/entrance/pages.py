"""The pages of first run and lock, one question each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.people import Role as Duty
from workbench.domain.texts import Language
from workbench.ui import icons
from workbench.ui.facts import RegionRow
from workbench.ui.lettering import Hand
from workbench.ui.screens.entrance.presenter import LEAST_LENGTH
from workbench.ui.theme import Scheme
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Chip, Rank
from workbench.ui.widgets.fields import ChoiceBox, Labelled, TextField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label


class PasswordField(TextField):
    """A hidden text with an eye."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.set_tall()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        eye = self.addAction(icons.icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        eye.setText(self.tr("显示密码"))
        eye.triggered.connect(self._on_eye)

    def _on_eye(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)


class Question(QWidget):
    """One page of the first run: step, question, explanation, fields, buttons.

    Signals:
        answered: the main button or Enter.
        back_wanted: the step before.
    """

    answered = Signal()
    back_wanted = Signal()

    def __init__(self, number: int, question: str, words: str, *, goes_back: bool = True) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(72, 40, 72, 28)
        column.setSpacing(6)
        column.addWidget(Label(self.tr("第 {0} 步，共 4 步").format(number), Hand(Role.TEXT, 400, "ink2")))
        column.addWidget(Label(question, Hand(Role.HEADING, 700)))
        explanation = Label(words, Hand(Role.BODY, 400, "ink2"), wrap=True)
        explanation.setMaximumWidth(600)
        column.addWidget(explanation)
        column.addSpacing(14)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(10)
        column.addLayout(self.fields)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.back = Button(self.tr("上一步")).set_tall()
        self.next = Button(self.tr("下一步"), rank=Rank.MAIN, key="Enter").set_tall()
        row.addWidget(self.back)
        row.addWidget(self.next)
        row.addStretch(1)
        column.addLayout(row)
        self.back.setVisible(goes_back)
        self.back.clicked.connect(self.back_wanted)
        self.next.clicked.connect(self.answered)

    def add(self, widget: QWidget) -> None:
        """Put a field on the page."""
        widget.setFixedWidth(380)
        self.fields.addWidget(widget)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)


class LookPage(Question):
    """Language and look.

    Signals:
        look_wanted: carries scheme and language.
    """

    look_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(
            1,
            self.tr("用哪种语言，浅色还是深色"),
            self.tr("以后随时可以在“设置”里改。"),
            goes_back=False,
        )
        self._language = Language.ZH
        self._scheme = Scheme.LIGHT
        self.languages = (Chip("中文", key="1"), Chip("English", key="2"))
        self.schemes = (Chip(self.tr("浅色"), key="3"), Chip(self.tr("深色"), key="4"))
        for chips in (self.languages, self.schemes):
            holder = QWidget()
            flow = Flow(holder)
            for chip in chips:
                flow.addWidget(chip)
                chip.clicked.connect(self._on_chip)
            self.add(holder)

    def show_look(self, scheme: Scheme, language: Language) -> None:
        """Show what is chosen."""
        self._scheme, self._language = scheme, language
        for chip, own in zip(self.languages, (Language.ZH, Language.EN), strict=True):
            chip.setChecked(own is language)
        for chip, colour in zip(self.schemes, (Scheme.LIGHT, Scheme.DARK), strict=True):
            chip.setChecked(colour is scheme)

    def _on_chip(self) -> None:
        sender = self.sender()
        if sender in self.languages:
            self._language = Language.ZH if sender is self.languages[0] else Language.EN
        else:
            self._scheme = Scheme.LIGHT if sender is self.schemes[0] else Scheme.DARK
        self.show_look(self._scheme, self._language)
        self.look_wanted.emit(self._scheme, self._language)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chips = (*self.languages, *self.schemes)
        if event.text().isdigit() and 1 <= int(event.text()) <= len(chips):
            chips[int(event.text()) - 1].click()
        else:
            super().keyPressEvent(event)


class PasswordPage(Question):
    """A password, twice."""

    def __init__(self) -> None:
        super().__init__(
            2,
            self.tr("给这台电脑上的资料加一把锁"),
            self.tr("资料库整个加密。密码只在这台电脑上用，不会送出。忘了密码时，凭下一步给出的恢复码可以重设。"),
        )
        self.first = Labelled(self.tr("密码"), PasswordField(self.tr("密码")))
        self.again = Labelled(self.tr("再输一次"), PasswordField(self.tr("再输一次")))
        for field in (self.first, self.again):
            self.add(field)
            if isinstance(field.field, QLineEdit):
                field.field.textChanged.connect(self._on_typed)

    @property
    def passwords(self) -> tuple[str, str]:
        """What is typed."""
        fields = (self.first.field, self.again.field)
        first, again = (field.text() if isinstance(field, QLineEdit) else "" for field in fields)
        return first, again

    def _on_typed(self, _text: str) -> None:
        first, again = self.passwords
        if len(first) >= LEAST_LENGTH:
            self.first.accept_value(self.tr("{0} 个字符，够长。长比花样要紧。").format(len(first)))
        else:
            self.first.accept_value()
        if again and again == first:
            self.again.accept_value(self.tr("两次一样"))
        else:
            self.again.accept_value()

    def refuse(self) -> None:
        """Say what is wrong with what is typed."""
        first, again = self.passwords
        if len(first) < LEAST_LENGTH:
            self.first.refuse(self.tr("至少 {0} 个字符").format(LEAST_LENGTH))
            self.first.field.setFocus()
        elif first != again:
            self.again.refuse(self.tr("两次不一样，再输一次"))
            self.again.field.setFocus()


class PersonPage(Question):
    """Who works here."""

    def __init__(self) -> None:
        super().__init__(
            3,
            self.tr("你是谁"),
            self.tr("姓名印在报告上；工号写进签名证书，用字母和数字。"),
        )
        self.name = Labelled(self.tr("姓名"), TextField(self.tr("姓名")).set_tall())
        self.number = Labelled(self.tr("工号"), TextField(self.tr("工号")).set_tall())
        self.region_box = ChoiceBox(self.tr("所在地")).set_tall()
        self.region = Labelled(self.tr("所在地"), self.region_box)
        self.duty_box = ChoiceBox(self.tr("职责")).set_tall()
        for duty, words in self._duties():
            self.duty_box.addItem(words, duty)
        self.duty = Labelled(self.tr("职责"), self.duty_box)
        for field in (self.name, self.number, self.region, self.duty):
            self.add(field)

    def _duties(self) -> tuple[tuple[Duty, str], ...]:
        return (
            (Duty.INSPECTOR, self.tr("评审员：到现场评价、签名、送出")),
            (Duty.SUPERVISOR, self.tr("复核负责人：收入、复核")),
            (Duty.ISSUER, self.tr("颁发人：颁发证书")),
        )

    def show_regions(self, regions: tuple[RegionRow, ...]) -> None:
        """List the cities and counties."""
        self.region_box.clear()
        for region in regions:
            indent = "" if region.city is None else "　"
            self.region_box.addItem(f"{indent}{region.name}", region.code)

    def texts(self) -> tuple[str, str]:
        """Give number and name as typed."""
        number, name = (
            field.text() if isinstance(field, QLineEdit) else "" for field in (self.number.field, self.name.field)
        )
        return number.strip(), name.strip()

    def refuse(self) -> None:
        """Say what is missing."""
        number, name = self.texts()
        self.name.accept_value()
        self.number.accept_value()
        if not number or not number.isascii():
            self.number.refuse(self.tr("写上工号，只用字母和数字"))
            self.number.field.setFocus()
        if not name:
            self.name.refuse(self.tr("写上姓名，报告上要印"))
            self.name.field.setFocus()


class RecoveryPage(Question):
    """The recovery code, shown once."""

    def __init__(self) -> None:
        super().__init__(
            4,
            self.tr("抄下恢复码"),
            self.tr("忘了密码时只有它能打开资料库。它只在这里出现一次：抄下来或打印，锁进柜里，不要存在这台电脑上。"),
            goes_back=False,
        )
        self._code = Label("", Hand(Role.HEADING, 700))
        self.fields.addWidget(self._code)
        self.next.set_words(self.tr("抄好了，开始用"))

        self.fields.addSpacing(18)
        self._request = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        self._request.setMaximumWidth(600)
        self.fields.addWidget(self._request)

    @property
    def code(self) -> str:
        """The code that is shown."""
        return self._code.text

    @property
    def request_words(self) -> str:
        """What is said about the signing request."""
        return self._request.text

    def show_code(self, code: str, request: Path | None) -> None:
        """Show the code, and where the signing request lies."""
        self._code.set_text(code)
        if request is None:
            self._request.set_text(self.tr("签名申请没有写成。下次打开资料库时会再写，“今日”的出发检查会说它在哪里。"))
            return
        words = self.tr(
            "签名申请在 {0}。把它交给项目证书机构，当面核对指纹；拿到信任名单（.json）后拖进“批次”页，就能签名了。"
        )
        self._request.set_text(words.format(request))
