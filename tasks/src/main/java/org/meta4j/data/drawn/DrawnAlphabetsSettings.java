package org.meta4j.data.drawn;

/**
 * How many made-up characters to draw, and how.
 *
 * @param alphabets alphabets to draw; in {@link DrawnAlphabets#metaDataset} those to meta-train on; 1 to
 *     {@value #MOST_ALPHABETS}
 * @param charactersPerAlphabet characters of each, 1 to {@value #MOST_CHARACTERS}
 * @param drawingsPerCharacter drawings of each character, each by another hand, 1 to {@value #MOST_DRAWINGS}
 * @param validationAlphabets further alphabets for the validation split of a meta-dataset, 0 to {@value #MOST_ALPHABETS}
 * @param testAlphabets further alphabets for the test split of a meta-dataset, 1 to {@value #MOST_ALPHABETS}
 * @param size height and width of a drawing in pixels, {@value #LEAST_SIZE} to {@value #MOST_SIZE}
 * @param penWidth width of a line as a share of the drawing's width, 0.01 to 0.2
 * @param untidiness how far drawings stray from the character's idea: 0 prints, 1 writes as people do, up to 3
 */
public record DrawnAlphabetsSettings(
        int alphabets,
        int charactersPerAlphabet,
        int drawingsPerCharacter,
        int validationAlphabets,
        int testAlphabets,
        int size,
        double penWidth,
        double untidiness) {
    private static final int MOST_ALPHABETS = 10_000;
    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_DRAWINGS = 10_000;
    private static final int LEAST_SIZE = 8;
    private static final int MOST_SIZE = 512;

    /**
     * 40 alphabets of 30 characters, 20 drawings each, of 28 × 28 pixels, and 5 further alphabets each for validation
     * and test: about as many as Omniglot has.
     */
    public static final DrawnAlphabetsSettings DEFAULT = new DrawnAlphabetsSettings(40, 30, 20, 5, 5, 28, 0.047, 1);

    public DrawnAlphabetsSettings {
        check("alphabets", alphabets, 1, MOST_ALPHABETS);
        check("characters per alphabet", charactersPerAlphabet, 1, MOST_CHARACTERS);
        check("drawings per character", drawingsPerCharacter, 1, MOST_DRAWINGS);
        check("validation alphabets", validationAlphabets, 0, MOST_ALPHABETS);
        check("test alphabets", testAlphabets, 1, MOST_ALPHABETS);
        check("size of a drawing in pixels", size, LEAST_SIZE, MOST_SIZE);
        check("pen width", penWidth, 0.01, 0.2);
        check("untidiness", untidiness, 0, 3);
        if ((double) drawingsPerCharacter * size * size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(drawingsPerCharacter + " drawings of " + size + "×" + size
                    + " pixels per character need more than 2 GiB: draw fewer or smaller ones");
        }
    }

    public DrawnAlphabetsSettings withAlphabets(int count) {
        return new DrawnAlphabetsSettings(
                count,
                charactersPerAlphabet,
                drawingsPerCharacter,
                validationAlphabets,
                testAlphabets,
                size,
                penWidth,
                untidiness);
    }

    public DrawnAlphabetsSettings withCharactersPerAlphabet(int count) {
        return new DrawnAlphabetsSettings(
                alphabets, count, drawingsPerCharacter, validationAlphabets, testAlphabets, size, penWidth, untidiness);
    }

    public DrawnAlphabetsSettings withDrawingsPerCharacter(int count) {
        return new DrawnAlphabetsSettings(
                alphabets,
                charactersPerAlphabet,
                count,
                validationAlphabets,
                testAlphabets,
                size,
                penWidth,
                untidiness);
    }

    public DrawnAlphabetsSettings withSize(int pixels) {
        return new DrawnAlphabetsSettings(
                alphabets,
                charactersPerAlphabet,
                drawingsPerCharacter,
                validationAlphabets,
                testAlphabets,
                pixels,
                penWidth,
                untidiness);
    }

    private static void check(String what, double value, double least, double most) {
        // written so that NaN fails
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    what + " must be from " + plain(least) + " to " + plain(most) + ", but was " + plain(value));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
