"""An XLSForm in the manner of a school inspection: about sixty rows with all that such a form has."""

from __future__ import annotations

from typing import Any

TITLES = (
    "type",
    "name",
    "label::中文 (zh)",
    "label::English (en)",
    "label::Français (fr)",
    "hint::中文 (zh)",
    "guidance_hint::中文 (zh)",
    "required",
    "relevant",
    "constraint",
    "constraint_message::中文 (zh)",
    "calculation",
    "appearance",
    "parameters",
    "default",
    "choice_filter",
    "media::image",
    "repeat_count",
    "trigger",
)


def row(kind: str, name: str = "", zh: str = "", en: str = "", **more: Any) -> list[Any]:
    """Write one row of the survey; `more` by column, the language columns as `fr`, `hint`, `guidance`, `message`."""
    spelt = {"fr": 4, "hint": 5, "guidance": 6, "message": 10}
    cells: list[Any] = [kind, name, zh, en, *([None] * (len(TITLES) - 4))]
    for column, value in more.items():
        cells[spelt.get(column) or TITLES.index("media::image" if column == "image" else column)] = value
    return cells


SURVEY = [
    TITLES,
    row("start", "start"),
    row("end", "end"),
    row("today", "today"),
    row("deviceid", "deviceid"),
    row("username", "username"),
    row("begin group", "base", "基本情况", "Basic facts", fr="Faits"),
    row("text", "school_name", "学校名称", "Name of the school", required="yes"),
    row("date", "visit_date", "检查日期", "Date of the visit", required="yes"),
    row("select_one county", "county", "所在县区", "County", appearance="minimal", choice_filter="city='a'"),
    row("geopoint", "place", "学校位置", "Place of the school", appearance="maps"),
    row("select_one school_kind", "kind", "学校类别", "Kind of school", required="yes", hint="按办学许可证"),
    row("select_one yes_no", "boards", "是否寄宿制", "Boarding school", required="yes"),
    row("select_multiple heating", "heating", "供暖方式", "Ways of heating"),
    row("end group"),
    row("begin_group", "energy", "节能", "Saving energy"),
    row("note", "energy_note", "先看电表，再看灯具。", "Meters first, then lamps."),
    row("integer", "lamps", "照明灯具总数（盏）", "Lamps", constraint=". >= 0", message="不能为负", required="yes"),
    row("integer", "led", "其中 LED 灯具（盏）", "of these LED", constraint=". >= 0 and . <= ${lamps}", required="yes"),
    row("calculate", "led_share", calculation="${led} div ${lamps} * 100"),
    row("decimal", "power", "生均用电量（千瓦时）", "Power per pupil (kWh)", constraint=". > 0", hint="上一自然年"),
    row("select_one quality", "lamp_state", "灯具维护", "Upkeep of lamps", required="true()", guidance="抽查三间教室"),
    row("image", "lamp_photo", "灯具照片", "Photo of the lamps", parameters="max-pixels=1024"),
    row("select_one yes_no_na", "solar", "安装太阳能设施", "Solar plant", required="yes"),
    row("begin group", "boiler", "锅炉房", "Boiler house", relevant="selected(${heating}, 'boiler')"),
    row("select_one yes_no", "boiler_tuned", "锅炉定期检测", "Boiler tested regularly"),
    row("file", "boiler_report", "检测报告", "Test report", required="yes"),
    row("begin group", "boiler_inner", "锅炉细项", "Boiler details"),
    row("range", "boiler_share", "燃煤占比(%)", "Share of coal (%)", parameters="start=0 end=100 step=5"),
    row("end group"),
    row("end group"),
    row("end_group"),
    row("begin group", "waste", "垃圾分类", "Sorting waste", relevant="${kind} != 'online'"),
    row("select_multiple bins", "bins", "设置的分类容器", "Bins in place", constraint="count-selected(.) > 1"),
    row("select_one quality or_other", "bin_state", "容器完好", "State of the bins"),
    row("text", "bin_remark", "请说明容器问题", "What is wrong with the bins", relevant="${bin_state} = 'poor'"),
    row("select_one yes_no", "canteen", "食堂厨余单独收集", "Canteen waste kept apart", relevant="${boards} = 'yes'"),
    row("image", "canteen_photo", "厨余收集照片", "Photo", relevant="${canteen} = 'yes'"),
    row("audio", "talk", "与保洁员的谈话", "Talk with the cleaners"),
    row("acknowledge", "told", "已告知结果", "Result was told"),
    row("end group"),
    row("begin group", "water", "节水", "Saving water"),
    row(
        "select_one quality",
        "taps",
        "水龙头完好",
        "State of the taps",
        relevant="${kind} = 'primary' or ${kind} = 'middle'",
    ),
    row(
        "select_one quality",
        "showers",
        "浴室节水",
        "Saving water in showers",
        relevant="${boards} = 'yes' and not(selected(${heating}, 'none'))",
    ),
    row("decimal", "water_use", "生均用水量（吨）", "Water per pupil (t)", default="0", required="${kind} = 'primary'"),
    row("select_one quality", "leaks", "跑冒滴漏", "Leaks", relevant="${water_use} > 20"),
    row("rank quality", "order", "整改先后", "Order of mending"),
    row("end group"),
    row("begin repeat", "rooms", "抽查教室", "Rooms looked at", repeat_count="3"),
    row("select_one quality", "room_state", "教室整洁", "Tidiness of the room"),
    row("image", "room_photo", "教室照片", "Photo of the room"),
    row("end repeat"),
    row("select_one_from_file wards.csv", "ward", "街道", "Ward"),
    row("barcode", "asset", "资产条码", "Asset barcode"),
    row("hidden", "batch", default="2026"),
    row("image", "sign", "签名", "Signature", appearance="signature"),
    row("note", "thanks", "谢谢配合，见 ${school_name}。", "Thank you, ${school_name}."),
    row("xml-external", "roads"),
]

_COUNTIES = [["county", f"c{number}", f"第{number}县", f"County {number}", None, "a"] for number in range(1, 25)]

CHOICES = [
    ["list_name", "name", "label::中文 (zh)", "label::English (en)", "label::Français (fr)", "city"],
    ["yes_no", "yes", "是", "Yes", "Oui"],
    ["yes_no", "no", "否", "No", "Non"],
    ["yes_no_na", "yes", "是", "Yes"],
    ["yes_no_na", "no", "否", "No"],
    ["yes_no_na", "na", "不适用", "Not applicable"],
    ["quality", "good", "好", "Good"],
    ["quality", "fair", "一般", "Fair"],
    ["quality", "poor", "差", "Poor"],
    ["school_kind", "primary", "小学", "Primary school"],
    ["school_kind", "middle", "中学", "Middle school"],
    ["school_kind", "online", "线上学校", "Online school"],
    ["heating", "district", "集中供暖", "District heating"],
    ["heating", "boiler", "自备锅炉", "Own boiler"],
    ["heating", "none", "无", "None"],
    ["bins", "paper", "废纸", "Paper"],
    ["bins", "plastic", "塑料", "Plastic"],
    ["bins", "harmful", "有害垃圾", "Harmful waste"],
    ["bins", "none", "以上都没有", "None of the above"],
    ["forgotten", "x", "没有用到", "Not used"],
    *_COUNTIES,
]

SETTINGS = [
    ["form_title", "form_id", "version", "default_language", "style", "instance_name"],
    ["绿色学校自查表", "green_school_check", "2026112301", "中文 (zh)", "pages", "${school_name}"],
]

SHEETS = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}
