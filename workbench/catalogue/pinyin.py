"""How Chinese names are found by their sounds: one form for texts and what is typed, and every reading of a sign."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

# Signs of place names, offices and surnames that live with several readings; pypinyin gives one for a sign alone, and
# of its full list most readings are dead (市 as fu, 园 as wan), which would only bring wrong units up.
_OTHER_READINGS: Final = (
    "卜bu,bo 大dai 扎za 车ju 长chang,zhang 仇qiu 石dan 卡qia 仔zi 乐yue,lao 地de 朴piao,po 传zhuan 行hang,heng 会kuai"
    " 色shai 弄long 壳qiao 还huan 佛fo 角jue 系ji 阿e 劲jing 拓ta 奇ji 和hu,huo 的di 泊po 降xiang 参shen,cen 巷hang"
    " 查zha 柏bo 省xing 钥yue 重chong,zhong 便pian 食si 度duo 差chai 说shui,yue 屏bing 都du,dou 恶wu 校jiao 贾gu"
    " 蚌beng 乘sheng 称chen 畜xu 调tiao 剥bo 勒lei,le 盛cheng 雀qiao 率lv,shuai 宿xiu 尉yu 弹tan 绿lu 提di 落lao,la"
    " 朝zhao,chao 厦xia,sha 蛤ge 堡pu,bu 曾zeng,ceng 禅shan 属zhu 强jiang 解xie,hai 塞se 辟bi 模mu 磅pang 暴pu 镐hao"
    " 澄deng 薄bo,bao 藏zang 曝bao 露lou 牟mu,mou 伽jia 纶guan 莞wan 隗wei 缪miao,miu 糜mei 洞tong 峙shi 单shan,chan"
    " 万mo 翟zhai,di 盖ge 区ou 种chong 六lu 埔bu,pu 莘shen,xin 晟cheng 蔚yu 谷yu 覃tan,qin 繁po 洗xian 谌shen,chen"
    " 员yun 圩xu,wei 涡guo,wo 浍hui,kuai 筠yun,jun 郇xun,huan 隽juan,jun 祭zhai 句gou 黑he 娜na,nuo 茜qian,xi 柜ju"
    " 合ge 圈juan 术zhu 龟gui,qiu 芥gai 荥xing,ying 涌chong 枞zong,cong 渑mian,sheng 漯luo,ta 歙she,xi 铅yan 陂pi,bei"
    " 浒hu,xu 碌lu,liu 尾yi 脉mo 栅shan 给ji 艾yi 血xie 着zhao,zhuo 陆liu 著zhuo 数shuo 弟ti 折she 没mo 识zhi 将qiang"
)


def folded(text: str) -> str:
    """Bring a text to the form in which names are compared: half-width, lower case, no blanks, `ü` as `v`."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return "".join(plain.split())


@cache
def readings_of(sign: str) -> frozenset[str]:
    """Give all spellings under which a sign may be typed, `ü` as v and as u; what has no sound is its own."""
    from pypinyin import Style, lazy_pinyin

    usual = str(lazy_pinyin(sign, style=Style.NORMAL)[0])
    spelled = {usual, *_others().get(sign, ())}
    return frozenset(spelled | {one.replace("v", "u") for one in spelled if len(one) > 1})


def spelled(name: str) -> tuple[str, str]:
    """Give the first letters of a name's sounds, and its sounds in one word: 太原 gives ty and taiyuan."""
    sounds = _sounds(name)
    return "".join(sound[:1] if len(sound) > 1 and sound.isalpha() else sound for sound in sounds), "".join(sounds)


@cache
def _others() -> dict[str, tuple[str, ...]]:
    return {entry[0]: tuple(entry[1:].split(",")) for entry in _OTHER_READINGS.split()}


def _sounds(name: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    # What has no sound is found as it is written, sign by sign; the stubs know only of texts, the manual also of lists.
    return [str(sound) for sound in lazy_pinyin(folded(name), style=Style.NORMAL, errors=list)]  # type: ignore[arg-type]
