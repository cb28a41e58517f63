"""Where each of the attacks listed elsewhere is tried: by the number of a row here.

The first list has 66 rows, numbered; the second names attacks on nbgrader that were tried one by one.
"""

FIRST = [str(number) for number in range(1, 67)]
# Attack of the second list -> the row that tries it.
SECOND = {
    "01": "1", "02": "4", "03": "2", "03b": "8.2/03b", "04": "8.2/04", "04b": "8.2/04b", "05": "44", "06": "48",
    "07": "47", "08": "50", "09": "8.2/09", "10": "20", "11": "f01", "12": "9", "13": "23", "14": "8.2/14",
    "15": "8", "16": "11", "17": "18", "18": "17", "18b": "16", "19": "15", "19b": "h11", "20": "8.2/20",
    "21": "8.2/21", "22": "8.2/22", "22b": "58", "22c": "8.2/22c", "22d": "58", "23": "51", "24": "21",
    "24b": "8.2/24b", "26": "38", "26b": "41", "26c": "40", "26d": "39", "26e": "8.2/26e", "27": "36",
    "28": "8.2/28", "28b": "8.2/28b", "28c": "8.2/28c", "28d": "29", "28e": "34", "29": "8.2/29", "30": "35",
    "31": "31a", "31b": "25", "33": "63",
}  # fmt: skip
