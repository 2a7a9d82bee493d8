package org.meta4j.learners.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault of a file gives one line that names the file and the fault. */
class SafetensorsFaultsTest {
    private static final String GOOD = "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}";

    @TempDir
    Path folder;

    @Test
    void theHeaderThatTheseTestsDamageIsGood() {
        TensorFile file = Safetensors.read("good", bytes(GOOD, 8), Safetensors.ReadOptions.DEFAULT);
        assertThat(file.tensors().get("w").values()).containsExactly(0, 0);
    }

    @Test
    void aMissingFileAFolderAndAnEmptyFileAreNamed() throws IOException {
        Path missing = folder.resolve("missing.safetensors");
        assertThat(fault(() -> Safetensors.read(missing))).contains(missing.toString(), "no such file");
        assertThat(fault(() -> Safetensors.read(folder))).contains(folder.toString(), "folder");
        Path empty = Files.createFile(folder.resolve("empty.safetensors"));
        assertThat(fault(() -> Safetensors.read(empty))).contains(empty.toString(), "empty");
    }

    @Test
    void aFileOfSevenBytesAndOneOfEightZerosAreRefused() {
        assertThat(fault(() -> read(new byte[7]))).contains("the file has only 7 bytes");
        assertThat(fault(() -> read(new byte[8]))).contains("a header of 0 bytes");
    }

    @ParameterizedTest(name = "a header of {0} bytes: {1}")
    @CsvSource({
        "100000001, at most 100000000 are allowed",
        "-1, give a header of 18446744073709551615 bytes",
        "100000000, but only 16 follow",
        "17, but only 16 follow",
    })
    void aLyingHeaderLengthIsRefusedBeforeMemoryIsTaken(long length, String expected) {
        ByteBuffer file = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        assertThat(fault(() -> read(file.array()))).contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[1,2]                       | does not begin with '{'",
                "PK.zip                      | does not begin with '{'",
                "{'w':                       | not JSON",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}, | not JSON",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}x | not JSON",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}{} | goes on after its last brace",
                "{'w':3}                     | tensor 'w': it is not described by a JSON object",
                "{'w':{'dtype':'F32','shape':[2]}} | data_offsets is missing",
                "{'w':{'dtype':'F32','shape':2,'data_offsets':[0,8]}} | shape is not a list",
                "{'w':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}} | not an integer",
                "{'w':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]}} | not an integer",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}} | more than 2 elements",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0]}} | not two numbers",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}} | field 'x' is unknown",
                "{'w':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 'dtype' is unknown or given"
                        + " twice",
                "{'w':{'dtype':32,'shape':[2],'data_offsets':[0,8]}} | dtype is not a string",
                "{'w':{'dtype':'BF16','shape':[2],'data_offsets':[0,8]}} | type is 'BF16', but only F32 and U8 are supported",
                "{'w':{'dtype':'F99','shape':[2],'data_offsets':[0,8]}} | type is 'F99', but only F32 and U8 are supported",
                "{'w':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | shape [-2] has a size below 1",
                "{'w':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}} | shape [0] has a size below 1",
                "{'w':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,8]}} | more than 2147483647 elements",
                "{'w':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | more than 2147483647",
                "{'w':{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,8]}} | beyond 2^63",
                "{'w':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | shape [3] needs 12 bytes, but its"
                        + " data_offsets [0, 8] give 8",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | negative or backwards",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | negative or backwards",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,9223372036854775807]}} | reach beyond the 8 bytes",
                "{'w':{'dtype':'F32','shape':[536870912],'data_offsets':[0,2147483648]}} | reach beyond the 8 bytes",
                "{'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | leaves a gap before it",
                "{'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 bytes follow the last tensor",
                "{'v':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}"
                        + " | tensor 'w': its data overlaps",
                "{'v':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}"
                        + " | overlaps",
                "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}"
                        + " | tensor 'w' twice",
                "{'__metadata__':{'a':1},'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | value of 'a' is not a"
                        + " string",
                "{'__metadata__':{'a':'','a':''}} | name 'a' twice",
                "{'__metadata__':{},'__metadata__':{}} | two parts called __metadata__",
                "{'__metadata__':[]} | not a JSON object of strings",
                "{} | 8 bytes follow the last tensor",
            })
    void aHeaderThatIsWrongIsRefused(String header, String expected) {
        assertThat(fault(() -> read(bytes(header, 8)))).startsWith("here: ").contains(expected);
    }

    @Test
    void deepNestingIsRefusedWithoutOverflow() {
        assertThat(fault(() -> read(bytes("{'w':".repeat(100_000), 8)))).contains("here: ");
        assertThat(fault(() -> read(bytes("{'w':{'shape':" + "[".repeat(100_000), 8))))
                .contains("here: ");
    }

    @Test
    void aNameOfManyStrangeCharactersStillGivesOneShortLine() {
        String header = GOOD.replace("'w'", "'\\n\\u001b[2J" + "w".repeat(100_000) + "'")
                .replace("F32", "F16");
        assertThat(fault(() -> read(bytes(header, 8)))).hasSizeLessThan(300).doesNotContain("\u001b");
    }

    /** The message of the FileFormatException, after a check that it is one line. */
    static String fault(ThrowingCallable read) {
        FileFormatException fault = catchThrowableOfType(FileFormatException.class, read);
        assertThat(fault).as("the exception").isNotNull();
        assertThat(fault.getMessage())
                .doesNotContain("\n")
                .doesNotContain("Exception")
                .doesNotContain("tools.jackson");
        return fault.getMessage();
    }

    private static void read(byte[] content) {
        Safetensors.read("here", content, Safetensors.ReadOptions.DEFAULT);
    }

    private static byte[] bytes(String header, int dataBytes) {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
