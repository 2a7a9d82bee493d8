package org.meta4j.data.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

class DrawnAlphabetsTest {
    private static final DrawnAlphabetsSettings SMALL = DrawnAlphabetsSettings.DEFAULT
            .withAlphabets(3)
            .withCharactersPerAlphabet(8)
            .withDrawingsPerCharacter(6);

    @Test
    void a_seed_gives_the_same_bytes_on_every_machine_and_jdk() throws Exception {
        // Written down because results name the seed they were made with: a change here changes the data set, and
        // then GENERATOR_VERSION must change too.
        assertThat(hash(DrawnAlphabets.generate(SMALL, 1)))
                .isEqualTo("950e31868bafb13ba6aafc4a8c841c193cb4d80a1a6ce703ce8f5f2048268c3b");
    }

    @Test
    void one_thread_and_many_draw_the_same() throws Exception {
        ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool many = new ForkJoinPool(4);
        try {
            String alone =
                    one.submit(() -> hash(DrawnAlphabets.generate(SMALL, 5))).get();
            assertThat(many.submit(() -> hash(DrawnAlphabets.generate(SMALL, 5)))
                            .get())
                    .isEqualTo(alone);
        } finally {
            one.shutdown();
            many.shutdown();
        }
    }

    @Test
    void another_seed_gives_other_characters() throws Exception {
        assertThat(hash(DrawnAlphabets.generate(SMALL, 2))).isNotEqualTo(hash(DrawnAlphabets.generate(SMALL, 3)));
    }

    @Test
    void a_larger_set_begins_with_the_smaller_one() {
        LabelledExamples small = DrawnAlphabets.generate(SMALL, 9);
        LabelledExamples large = DrawnAlphabets.generate(
                SMALL.withAlphabets(5).withCharactersPerAlphabet(11).withDrawingsPerCharacter(7), 9);

        for (int c = 0; c < small.classes().size(); c++) {
            int same = c / 8 * 11 + c % 8;
            assertThat(large.classes().get(same).name())
                    .isEqualTo(small.classes().get(c).name());
            for (int drawing = 0; drawing < 6; drawing++) {
                assertThat(read(large, same, drawing)).isEqualTo(read(small, c, drawing));
            }
        }
    }

    @Test
    void classes_are_named_by_alphabet_and_character_and_their_origin_names_the_seed() {
        LabelledExamples.ClassInfo info =
                DrawnAlphabets.generate(SMALL, 7).classes().get(2 * 8 + 5);

        assertThat(info)
                .isEqualTo(new LabelledExamples.ClassInfo(
                        "alphabet-02/character-05", "alphabet-02", "drawn-7/alphabet-02/character-05", 6));
    }

    @Test
    void drawings_resemble_omniglots_in_ink_and_in_how_hard_they_are_for_pixels() {
        // Omniglot at 28 × 28: 8.1 % ink; nearest neighbour by pixels, 5-way 1-shot: 43 %
        LabelledExamples drawn = DrawnAlphabets.generate(SMALL.withAlphabets(20), 1);

        assertThat(meanInk(drawn)).isBetween(0.065, 0.095);
        assertThat(pixelNeighbourAccuracy(drawn, 3)).isBetween(0.36, 0.55);
    }

    @Test
    void every_drawing_holds_ink_and_values_from_0_to_1_only() {
        LabelledExamples drawn = DrawnAlphabets.generate(SMALL, 4);
        for (int c = 0; c < drawn.classes().size(); c++) {
            for (int drawing = 0; drawing < 6; drawing++) {
                float[] image = read(drawn, c, drawing);
                float darkest = 0;
                for (float value : image) {
                    assertThat(value).isBetween(0f, 1f);
                    darkest = Math.max(darkest, value);
                }
                assertThat(darkest).as("class %d, drawing %d", c, drawing).isGreaterThan(0.9f);
            }
        }
    }

    @Test
    void without_untidiness_all_hands_draw_a_character_alike() {
        DrawnAlphabetsSettings print = new DrawnAlphabetsSettings(1, 5, 3, 0, 1, 28, 0.047, 0);
        LabelledExamples drawn = DrawnAlphabets.generate(print, 1);
        for (int c = 0; c < 5; c++) {
            float[] first = read(drawn, c, 0);
            float[] other = read(drawn, c, 2);
            for (int i = 0; i < first.length; i++) {
                assertThat(other[i]).isEqualTo(first[i]);
            }
        }
    }

    @Test
    void a_meta_dataset_validates_and_tests_on_alphabets_never_seen_in_training() {
        MetaDataset meta = DrawnAlphabets.metaDataset(SMALL, 1);

        assertThat(meta.name()).isEqualTo("drawn");
        assertThat(meta.train().classes()).hasSize(3 * 8);
        assertThat(meta.validation().classes().get(0).name()).isEqualTo("alphabet-03/character-00");
        assertThat(meta.test().classes().get(0).name()).isEqualTo("alphabet-08/character-00");
        assertThat(meta.test().classes()).hasSize(5 * 8);
    }

    @Test
    void the_fingerprint_tells_settings_and_seeds_apart() {
        String fingerprint = DrawnAlphabets.metaDataset(SMALL, 1).fingerprint();

        assertThat(fingerprint)
                .matches("[0-9a-f]{64}")
                .isEqualTo(DrawnAlphabets.metaDataset(SMALL, 1).fingerprint());
        assertThat(DrawnAlphabets.metaDataset(SMALL, 2).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(DrawnAlphabets.metaDataset(SMALL.withSize(20), 1).fingerprint())
                .isNotEqualTo(fingerprint);
    }

    @Test
    void more_than_fits_in_memory_is_refused_before_drawing() {
        assertThatThrownBy(() -> DrawnAlphabets.generate(
                        DrawnAlphabetsSettings.DEFAULT.withAlphabets(10_000).withSize(512), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000 alphabets × 30 characters × 20 drawings of 512×512 pixels")
                .hasMessageContaining("raise -Xmx");
    }

    private static float[] read(LabelledExamples examples, int c, int drawing) {
        float[] image = new float[examples.shape().length()];
        examples.read(c, drawing, image, 0);
        return image;
    }

    private static String hash(LabelledExamples examples) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int c = 0; c < examples.classes().size(); c++) {
            for (int drawing = 0; drawing < examples.classes().get(c).size(); drawing++) {
                for (float value : read(examples, c, drawing)) {
                    digest.update((byte) Math.round(255 * value));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static double meanInk(LabelledExamples examples) {
        double sum = 0;
        int count = 0;
        for (int c = 0; c < examples.classes().size(); c++) {
            for (int drawing = 0; drawing < examples.classes().get(c).size(); drawing++) {
                for (float value : read(examples, c, drawing)) {
                    sum += value;
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static double pixelNeighbourAccuracy(LabelledExamples examples, long seed) {
        Random random = new Random(seed);
        int classes = examples.classes().size();
        int right = 0;
        int tasks = 2000;
        for (int task = 0; task < tasks; task++) {
            int target = random.nextInt(classes);
            float[] query = read(examples, target, 5);
            double own = distance(query, read(examples, target, random.nextInt(5)));
            boolean nearest = true;
            for (int other = 0; other < 4; other++) {
                int c = (target + 1 + random.nextInt(classes - 1)) % classes;
                nearest &= distance(query, read(examples, c, random.nextInt(5))) > own;
            }
            right += nearest ? 1 : 0;
        }
        return (double) right / tasks;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
