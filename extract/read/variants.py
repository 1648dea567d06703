"""Letters that an engine taught on Chinese writes in a Chinese form where a Japanese page has its own.

Not a matter of taste: `壳上高` is no Japanese word, and what is printed is `売上高`.
"""

from __future__ import annotations

_PAIRS = """
壳売 產産 增増 稅税 歷歴 內内 錄録 綠緑 緣縁 說説 戶戸 淸清 敎教 黃黄 硏研 强強 卽即 旣既 德徳 步歩 每毎 黑黒
眞真 收収 徵徴 营営 单単 查査 带帯 变変 边辺 决決 况況 减減 净浄 资資 债債 货貨 费費 赁賃 贷貸 质質 购購 贩販
员員 则則 测測 损損 项項 顺順 须須 预預 领領 额額 题題 类類 银銀 钱銭 铁鉄 长長 门門 问問 间間 关関 开開 纯純
结結 续続 继継 约約 纳納 级級 绩績 统統 计計 订訂 记記 许許 设設 证証 评評 试試 该該 详詳 语語 误誤 说説 请請
课課 调調 谈談 诸諸 负負 财財 贡貢 贮貯 贸貿 赏賞 车車 转転 轻軽 输輸 进進 运運 连連 达達 还還 选選 释釈 鉴鑑
针針 钢鋼 锁鎖 阶階 际際 险険 难難 页頁 饮飲 馆館 验験 龄齢 总総 业業 产産 价価 仓倉 传伝
"""
_FORMS = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def japanese_forms(text: str) -> str:
    """A text of a Japanese page with the letters that Japanese print has; no figure is touched.

    >>> japanese_forms("壳上高の增减、不動產 1,234")
    '売上高の増減、不動産 1,234'
    """
    return text.translate(_FORMS)
