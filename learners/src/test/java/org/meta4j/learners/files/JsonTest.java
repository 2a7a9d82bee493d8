package org.meta4j.learners.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
    enum Mode {
        RUNNING,
        SUPPORT_SET
    }

    record Inner(int ways, Mode mode) {
        Inner {
            if (ways < 2) {
                throw new IllegalArgumentException("ways must be at least 2, but was " + ways);
            }
        }

        /** Neither a field nor a property: not to be written. */
        public boolean isLarge() {
            return ways > 20;
        }
    }

    record Outer(
            String zebra,
            Inner inner,
            double rate,
            float[] values,
            @Nullable Double bound,
            List<Integer> apples) {}

    private static final String OUTER = "{'zebra':'z','inner':{'ways':5,'mode':'support-set'},'rate':0.1,"
            + "'values':[1.0,0.1],'bound':null,'apples':[1]}";

    @TempDir
    Path folder;

    @Test
    void aRecordIsWrittenInItsOwnOrderAndReadBack() {
        Outer outer = new Outer("z", new Inner(5, Mode.SUPPORT_SET), 0.1, new float[] {1, 0.1f}, null, List.of(1));
        assertThat(Json.write(outer)).isEqualTo(OUTER.replace('\'', '"'));
        Outer read = read(OUTER, Outer.class);
        assertThat(read).usingRecursiveComparison().isEqualTo(outer);
    }

    @Test
    void aMapIsWrittenInTheOrderOfItsKeys() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", Mode.RUNNING);
        map.put("a", Map.of(Mode.SUPPORT_SET, 1));
        assertThat(Json.write(map)).isEqualTo("{\"a\":{\"support-set\":1},\"b\":\"running\"}");
        assertThat(Json.write(Json.object().put("b", 1).put("a", 2))).isEqualTo("{\"b\":1,\"a\":2}");
    }

    @Test
    void numbersThatAreNotFiniteAreNull() {
        record Scores(
                double a, Double b, float c, Float d, double[] e, float[] f, List<Double> g, Map<String, Double> h) {}
        double nan = Double.NaN;
        float infinite = Float.POSITIVE_INFINITY;
        Scores scores = new Scores(
                nan,
                nan,
                infinite,
                infinite,
                new double[] {nan, 1},
                new float[] {infinite},
                List.of(nan),
                Map.of("x", Double.NEGATIVE_INFINITY));
        String expected = "{'a':null,'b':null,'c':null,'d':null,'e':[null,1.0],'f':[null],'g':[null],'h':{'x':null}}";
        assertThat(Json.write(scores)).isEqualTo(expected.replace('\'', '"'));
        assertThat(Json.parse("tree", Json.tree(scores).toString()).toString()).isEqualTo(expected.replace('\'', '"'));
        Scores read = read(expected, Scores.class);
        assertThat(read.a()).isNaN();
        assertThat(read.b()).isNull();
        assertThat(read.c()).isNaN();
        assertThat(read.e()).containsExactly(nan, 1);
        assertThat(read.f()).containsExactly(Float.NaN);
    }

    @Test
    void anUnknownFieldIsNamedWithThoseThatAreAllowed() {
        assertRefused(OUTER.replace("'ways'", "'wayz'"), Outer.class, "unknown field 'inner.wayz'", "ways, mode");
    }

    @Test
    void whatMayBeNullMayBeMissingAndIsNull() {
        assertThat(read(OUTER.replace("'bound':null,", ""), Outer.class).bound())
                .isNull();
        assertThat(read(OUTER.replace("'bound':null", "'bound':0.5"), Outer.class)
                        .bound())
                .isEqualTo(0.5);
    }

    @Test
    void aMissingFieldIsNamed() {
        assertRefused(OUTER.replace("'rate':0.1,", ""), Outer.class, "field 'rate' is missing");
        assertRefused("{'ways':5}", Inner.class, "field 'mode' is missing");
        record Many(List<Inner> list, Map<String, Inner> map, Inner[] array) {}
        String good = "{'ways':5,'mode':'running'}";
        String bad = "{'ways':5}";
        assertRefused(
                "{'list':[" + good + "," + bad + "],'map':{},'array':[]}", Many.class, "'list[1].mode' is missing");
        assertRefused("{'list':[],'map':{'a':" + bad + "},'array':[]}", Many.class, "'map.a.mode' is missing");
        assertRefused("{'list':[],'map':{},'array':[" + bad + "]}", Many.class, "'array[0].mode' is missing");
    }

    @Test
    void aValueOfTheWrongKindIsNamed() {
        assertRefused(
                "{'ways':5,'mode':'SUPPORT_SET'}",
                Inner.class,
                "'mode' is \"SUPPORT_SET\": needed is one of running, support-set");
        assertRefused("{'ways':5,'mode':1}", Inner.class, "'mode' is 1: needed is one of running, support-set");
        assertRefused("{'ways':'5','mode':'running'}", Inner.class, "'ways' is \"5\": needed is a whole number");
        assertRefused("{'ways':5.5,'mode':'running'}", Inner.class, "'ways'");
        assertRefused("{'ways':null,'mode':'running'}", Inner.class, "'ways'");
        assertRefused("{'ways':99999999999,'mode':'running'}", Inner.class, "'ways' is 99999999999", "to 2147483647");
        assertRefused(OUTER.replace("0.1,", "'0.1',"), Outer.class, "'rate' is \"0.1\": needed is a number");
        assertRefused(OUTER.replace("[1.0", "['1.0'"), Outer.class, "'values'", "needed is a list of numbers");
        assertRefused(OUTER.replace("[1]", "['1']"), Outer.class, "'apples[0]'");
        assertRefused("null", Inner.class, "no Inner");
        assertRefused("[]", Inner.class, "the document is []: needed is a JSON object");
        assertRefused(
                OUTER.replace("{'ways':5,'mode':'support-set'}", "3"),
                Outer.class,
                "'inner' is 3: needed is a JSON object");
    }

    @Test
    void theComplaintOfARecordItselfIsPassedOn() {
        assertRefused(OUTER.replace("5", "1"), Outer.class, "field 'inner': ways must be at least 2, but was 1");
    }

    @Test
    void textThatIsNotJsonIsPlaced() {
        assertThat(SafetensorsFaultsTest.fault(() -> Json.parse("f", "{\"a\":1,\n\"b\" 2}")))
                .contains("f: not JSON at line 2");
        assertThat(SafetensorsFaultsTest.fault(() -> Json.parse("f", "{} {}")))
                .contains("f: not JSON: something follows");
        assertThat(SafetensorsFaultsTest.fault(() -> Json.parse("f", "[".repeat(9_999))))
                .startsWith("f: not JSON")
                .contains("depth");
        assertThat(SafetensorsFaultsTest.fault(() -> Json.parse("f", "{\"a\":NaN}")))
                .contains("f: not JSON");
        assertThat(SafetensorsFaultsTest.fault(() -> Json.parse("f", "{\"a\":1,\"a\":1}")))
                .contains("f: not JSON", "\"a\"");
    }

    @Test
    void whatIsNotGivenIsAsInTheDefaults() {
        Inner defaults = new Inner(5, Mode.RUNNING);
        assertThat(Json.read("f", Json.parse("f", "{\"mode\":\"support-set\"}"), defaults))
                .isEqualTo(new Inner(5, Mode.SUPPORT_SET));
        Outer outer = new Outer("z", defaults, 0.1, new float[] {1, 2}, 3.0, List.of(1));
        Outer read = Json.read("f", Json.parse("f", "{\"inner\":{\"ways\":9},\"values\":[4]}"), outer);
        assertThat(read)
                .usingRecursiveComparison()
                .isEqualTo(new Outer("z", new Inner(9, Mode.RUNNING), 0.1, new float[] {4}, 3.0, List.of(1)));
        assertThat(SafetensorsFaultsTest.fault(() -> Json.read("f", Json.parse("f", "{\"wayz\":1}"), defaults)))
                .contains("unknown field 'wayz'");
    }

    @Test
    void filesAreWrittenForPeopleAndReadBack() throws IOException {
        Path file = folder.resolve("settings.json");
        Inner inner = new Inner(5, Mode.RUNNING);
        Json.write(file, inner);
        assertThat(Files.readAllLines(file)).hasSize(4);
        assertThat(Json.read(file, Inner.class)).isEqualTo(inner);
        assertThat(SafetensorsFaultsTest.fault(() -> Json.read(folder.resolve("no"), Inner.class)))
                .contains("no such file");
        assertThat(SafetensorsFaultsTest.fault(() -> Json.parse(folder))).contains("folder");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(SafetensorsFaultsTest.fault(() -> Json.parse(file))).contains("UTF-8");
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read("here", Json.parse("here", json.replace('\'', '"')), type);
    }

    private static void assertRefused(String json, Class<?> type, String... expected) {
        String message = SafetensorsFaultsTest.fault(() -> read(json, type));
        assertThat(message).startsWith("here: ").contains(expected);
    }
}
