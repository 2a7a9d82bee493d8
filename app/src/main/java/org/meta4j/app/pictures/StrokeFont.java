package org.meta4j.app.pictures;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plain sans-serif font of pen strokes, so that pictures need no installed fonts (containers seldom have any). Has
 * the printable ASCII characters and a few more; accents are dropped, ligatures written out, and any other character is
 * an empty box.
 *
 * <p>A letter lies on a grid: capitals reach from line 0 down to the base line 10, small letters from 3, tails to 13.
 */
public final class StrokeFont {
    private static final double CAPITAL = 10;
    private static final double BETWEEN = 3.2;
    private static final double SPACE = 3.2;
    private static final double ROUNDING = 3.2;

    /**
     * Letter, then its strokes: points of two hexadecimal digits, x and y; {@code ~} rounds a stroke's corners. One
     * point twice is a dot.
     */
    private static final String[] LETTERS = {
        "! 0007 0a0a",
        "\" 0002 3032",
        "# 201a 605a 0373 0777",
        "$ ~72700005757a0a08 404a",
        "% ~0030333300 701a ~57878a5a57",
        "& ~8a12105052060a5a86",
        "' 0002",
        "( ~3003083b",
        ") ~0033380b",
        "* 3137 0266 6206",
        "+ 3339 0666",
        ", ~1a1b0d",
        "- 0656",
        ". 0a0a",
        "/ 600b",
        "0 ~00606a0a00",
        "1 02303a",
        "2 ~020060650a 0a6a",
        "3 ~0200606525 ~25656a0a08",
        "4 5007 0777 505a",
        "5 600005 ~0514646a0a08",
        "6 ~6260000a6a650507",
        "7 00602a",
        "8 ~0060650500 ~05656a0a05",
        "9 ~080a6a6000056563",
        ": 0404 0a0a",
        "; 1414 ~1a1b0d",
        "< 62066a",
        "= 0464 0868",
        "> 02660a",
        "? ~020060653537 3a3a",
        "@ ~8a0a0090976763333767",
        "A 0a408a 1777",
        "B 000a ~00606505 ~05757a0a",
        "C ~7270000a7a78",
        "D 000a ~00707a0a",
        "E 60000a6a 0555",
        "F 60000a 0555",
        "G ~7270000a7a7646",
        "H 000a 707a 0575",
        "I 000a",
        "J ~505a0a07",
        "K 000a 7006 347a",
        "L 000a6a",
        "M 0a0046808a",
        "N 0a007a70",
        "O ~00808a0a00",
        "P 000a ~00707606",
        "Q ~00808a0a00 578b",
        "R 000a ~00707606 467a",
        "S ~72700005757a0a08",
        "T 0080 404a",
        "U ~000a7a70",
        "V 004a80",
        "W 002a538aa0",
        "X 007a 700a",
        "Y 004580 454a",
        "Z 00700a7a",
        "[ 30000b3b",
        "\\ 006b",
        "] 00303b0b",
        "^ 033063",
        "_ 0b7b",
        "` 0021",
        "a ~03636a0a03 636a",
        "b 000a ~03636a0a03",
        "c ~6563030a6a68",
        "d 606a ~03636a0a03",
        "e 0767 ~6763030a6a69",
        "f ~50202a 0353",
        "g ~03636a0a03 ~636d0d",
        "h 000a ~0503636a",
        "i 030a 0000",
        "j ~232d0d 2020",
        "k 000a 6307 266a",
        "l 000a",
        "m 030a ~0503434a ~4543838a",
        "n 030a ~0503636a",
        "o ~03636a0a03",
        "p 030d ~03636a0a03",
        "q 636d ~03636a0a03",
        "r 030a ~060343",
        "s ~54530306575a0a09",
        "t ~202a5a 0353",
        "u ~030a6a68 636a",
        "v 033a63",
        "w 032a456a83",
        "x 036a 630a",
        "y 033a 632d",
        "z 03630a6a",
        "{ ~40202505 ~05252b4b",
        "| 000b",
        "} ~00202545 ~45252b0b",
        "~ ~070535376765",
        "→ 0686 538659",
        "× 0459 5409",
        "· 0606",
        "… 0a0a 3a3a 6a6a",
        "± 3238 0565 0a6a",
        "– 0666",
        "— 0696",
        "° ~0030333300",
    };

    private static final Map<Integer, Letter> FONT = read();
    private static final Letter UNKNOWN = letter("00606a0a00");

    private record Letter(double width, List<double[]> strokes) {}

    private StrokeFont() {}

    private static Map<Integer, Letter> read() {
        Map<Integer, Letter> font = new HashMap<>();
        for (String line : LETTERS) {
            font.put(line.codePointAt(0), letter(line.substring(2)));
        }
        font.put((int) ' ', new Letter(SPACE, List.of()));
        return font;
    }

    private static Letter letter(String code) {
        List<double[]> strokes = new ArrayList<>();
        double width = 0;
        for (String stroke : code.split(" ")) {
            boolean rounded = stroke.startsWith("~");
            String digits = rounded ? stroke.substring(1) : stroke;
            double[] points = new double[digits.length()];
            for (int i = 0; i < points.length; i++) {
                points[i] = Character.digit(digits.charAt(i), 16);
                width = i % 2 == 0 ? Math.max(width, points[i]) : width;
            }
            strokes.add(rounded ? Rounded.corners(points, ROUNDING) : points);
        }
        return new Letter(width, strokes);
    }

    /** Whether the character has a letter of its own, and is not shown as an empty box. */
    static boolean has(int character) {
        return FONT.containsKey(character);
    }

    /** Width in pixels of a line of text whose capitals are {@code height} pixels high. */
    public static double width(String text, double height) {
        double units = 0;
        for (int character : characters(text)) {
            units += FONT.getOrDefault(character, UNKNOWN).width() + BETWEEN;
        }
        return Math.max(0, units - BETWEEN) * height / CAPITAL;
    }

    /** The strokes of a line of text, each x, y, x, y, … in pixels; (x, y) is its start on the base line. */
    public static List<double[]> strokes(String text, double x, double y, double height) {
        double scale = height / CAPITAL;
        double at = x;
        List<double[]> strokes = new ArrayList<>();
        for (int character : characters(text)) {
            Letter letter = FONT.getOrDefault(character, UNKNOWN);
            for (double[] points : letter.strokes()) {
                double[] placed = new double[points.length];
                for (int i = 0; i < points.length; i += 2) {
                    placed[i] = at + points[i] * scale;
                    placed[i + 1] = y + (points[i + 1] - CAPITAL) * scale;
                }
                strokes.add(placed);
            }
            at += (letter.width() + BETWEEN) * scale;
        }
        return strokes;
    }

    /** The text's characters that can be shown: spaces for control characters, no combining accents. */
    private static int[] characters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("Æ", "AE")
                .replace("œ", "oe")
                .replace("ø", "o")
                .replace("Ø", "O")
                .replace("ł", "l")
                .replace("...", "…")
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .toArray();
    }

    /** The text, or as much of its beginning as fits in the width, with an ellipsis. */
    public static String fit(String text, double height, double room) {
        if (width(text, height) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end) + "…", height) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** The text in lines no wider than the room, broken at spaces; a longer word is cut short. */
    public static List<String> wrap(String text, double height, double room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, height) > room) {
                lines.add(line);
                longer = word;
            }
            line = fit(longer, height, room);
        }
        lines.add(line);
        return lines;
    }
}
