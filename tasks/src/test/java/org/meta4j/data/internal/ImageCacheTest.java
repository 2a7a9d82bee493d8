package org.meta4j.data.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

class ImageCacheTest {
    private static final Logger LOGGER = Logger.getLogger("org.meta4j.data");

    private final List<String> log = new ArrayList<>();

    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(listener);
        LOGGER.setUseParentHandlers(true);
    }

    private static ImageCache.Content content() {
        ExampleShape shape = ExampleShape.image(1, 2, 1);
        List<ClassInfo> classes = List.of(new ClassInfo("a", "g", "o", 2));
        return new ImageCache.Content(
                shape, classes, ImageStore.of(shape, new byte[] {1, 2, 3, -4}, List.of("x.png", "y.png")));
    }

    @Test
    void givesBackWhatWasWrittenAndLeavesNoOtherFile() throws IOException {
        Path file = folder.resolve("new/folder/cache.images");
        ImageCache.write(file, "key", content());
        ImageCache.Content read = ImageCache.read(file, "key").orElseThrow();

        assertThat(read.shape()).isEqualTo(content().shape());
        assertThat(read.classes()).isEqualTo(content().classes());
        assertThat(read.store().pixels()).containsExactly(1, 2, 3, -4);
        assertThat(read.store().names()).containsExactly("x.png", "y.png");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anotherKeyOrNoFileIsNoCache() {
        Path file = folder.resolve("cache.images");
        ImageCache.write(file, "key", content());
        assertThat(ImageCache.read(file, "other")).isEmpty();
        assertThat(ImageCache.read(folder.resolve("none"), "key")).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void everyTruncationAndEveryFlippedByteIsNoticed() throws IOException {
        Path file = folder.resolve("cache.images");
        ImageCache.write(file, "key", content());
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            Files.write(file, Arrays.copyOf(bytes, i));
            assertThat(ImageCache.read(file, "key")).as("cut to %d bytes", i).isEmpty();
            byte[] flipped = bytes.clone();
            flipped[i] ^= 0x40;
            Files.write(file, flipped);
            assertThat(ImageCache.read(file, "key")).as("byte %d flipped", i).isEmpty();
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNoErrorButALineInTheLog() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatCode(() -> ImageCache.write(file.resolve("cache.images"), "key", content()))
                .doesNotThrowAnyException();
        assertThat(log).singleElement().asString().contains("cannot be written").contains("going on without");
        assertThat(ImageCache.read(file.resolve("cache.images"), "key")).isEmpty();
    }
}
