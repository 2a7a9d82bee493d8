package org.meta4j.data;

import java.util.List;
import org.meta4j.naming.Suggestions;

/**
 * A way to divide Omniglot's 1,623 characters into training, validation and test classes.
 *
 * <ul>
 *   <li>{@code vinyals}: 1,028 / 172 / 423 characters, the fixed lists of Vinyals et al., Matching
 *       Networks for One Shot Learning, 2016, arXiv:1606.04080; every character in 4 rotations. The
 *       seed changes nothing.
 *   <li>{@code alphabets}: the background set's 30 alphabets train, {@value #VALIDATION_ALPHABETS} of
 *       them, drawn by seed, held out as validation; the evaluation set's 20 alphabets test. Lake,
 *       Salakhutdinov, Tenenbaum, Human-level concept learning through probabilistic program
 *       induction, Science 2015, doi:10.1126/science.aab3050.
 *   <li>{@code random}: by seed 1,100 characters train, {@value #VALIDATION_CHARACTERS} validate, 423
 *       test, whatever their alphabets. As Finn, Abbeel, Levine, Model-Agnostic Meta-Learning, 2017,
 *       arXiv:1703.03400, who count training and validation together as 1,200.
 * </ul>
 *
 * @param name {@code vinyals}, {@code alphabets} or {@code random}
 * @param seed for what is drawn
 * @param rotations which characters are there in 4 rotations as classes of their own
 */
public record OmniglotSplit(String name, long seed, Rotations rotations) {
    /** Canonical names. */
    public static final List<String> NAMES = List.of("vinyals", "alphabets", "random");

    /** Background alphabets that the split {@code alphabets} holds out as validation, of 30. */
    public static final int VALIDATION_ALPHABETS = 5;

    /** Characters that the split {@code random} holds out as validation, of 1,200. */
    public static final int VALIDATION_CHARACTERS = 100;

    /** Which splits have each character turned by 0, 90, 180 and 270 degrees as four classes. */
    public enum Rotations {
        /** None: upright characters only. */
        NONE,
        /** Training classes only; validation and test are upright. */
        TRAIN,
        /** Training, validation and test. */
        ALL
    }

    /** @throws DataException if the name is unknown */
    public OmniglotSplit {
        if (!NAMES.contains(name)) {
            throw new DataException(Suggestions.unknown("Omniglot split", name, NAMES));
        }
    }

    /**
     * A split with seed 0 and the rotations that its source uses: all for {@code vinyals}, training only for
     * {@code random} and, as an augmentation that Lake et al. do not use, for {@code alphabets}.
     *
     * @throws DataException if the name is unknown
     */
    public static OmniglotSplit named(String name) {
        return new OmniglotSplit(name, 0, name.equals("vinyals") ? Rotations.ALL : Rotations.TRAIN);
    }

    public OmniglotSplit withSeed(long newSeed) {
        return new OmniglotSplit(name, newSeed, rotations);
    }

    public OmniglotSplit withRotations(Rotations newRotations) {
        return new OmniglotSplit(name, seed, newRotations);
    }
}
