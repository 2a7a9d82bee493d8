package org.meta4j.data.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples.ClassInfo;

/**
 * Decoded images in a file, so that the next start need not decode them. The file is
 * {@code magic (8 bytes), length of the head (4), length of the pixels (4), CRC-32C of head and
 * pixels (4), head, pixels}, big-endian; the head has the key, shape, classes and image names. A
 * file that is damaged, or of another key, is the same as no file. Any failure to read or write is
 * logged and otherwise harmless.
 */
public final class ImageCache {
    private static final System.Logger LOGGER = System.getLogger("org.meta4j.data");
    private static final long MAGIC = 0x4d344a494d470001L;
    private static final int PREFIX_BYTES = 8 + 4 + 4 + 4;

    private ImageCache() {}

    /** What is held: classes and their images. */
    public record Content(ExampleShape shape, List<ClassInfo> classes, ImageStore store) {}

    /** Reads a file written by {@link #write} under the same key; empty if there is none that is whole. */
    public static Optional<Content> read(Path file, String key) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer prefix = fill(channel, PREFIX_BYTES);
            long magic = prefix.getLong();
            int headBytes = prefix.getInt();
            int pixelBytes = prefix.getInt();
            int checksum = prefix.getInt();
            // Compared with the file's true size before anything of the stated size is allocated.
            if (magic != MAGIC
                    || headBytes < 0
                    || pixelBytes < 0
                    || (long) PREFIX_BYTES + headBytes + pixelBytes != channel.size()) {
                throw new IOException("not a whole cache file of this version");
            }
            byte[] head = fill(channel, headBytes).array();
            byte[] pixels = fill(channel, pixelBytes).array();
            if (checksum(head, pixels) != checksum) {
                throw new IOException("checksum does not match");
            }
            return parse(head, pixels, key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "cache file {0} is left unused ({1})", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Writes beside the file, forces it to the disk, and only then gives it its name. */
    public static void write(Path file, String key, Content content) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, file.getFileName().toString(), ".part");
            try {
                writeTo(temporary, key, content);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cache file {0} cannot be written ({1}); going on without", file, e.toString());
        }
    }

    private static void writeTo(Path file, String key, Content content) throws IOException {
        byte[] head = head(key, content);
        byte[] pixels = content.store().pixels();
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES)
                .putLong(MAGIC)
                .putInt(head.length)
                .putInt(pixels.length)
                .putInt(checksum(head, pixels))
                .flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (ByteBuffer part : List.of(prefix, ByteBuffer.wrap(head), ByteBuffer.wrap(pixels))) {
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
            channel.force(true);
        }
    }

    private static byte[] head(String key, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(key);
            for (int size : content.shape().sizes()) {
                out.writeInt(size);
            }
            out.writeInt(content.classes().size());
            for (ClassInfo info : content.classes()) {
                out.writeUTF(info.name());
                out.writeUTF(info.group());
                out.writeUTF(info.origin());
                out.writeInt(info.size());
            }
            for (String name : content.store().names()) {
                out.writeUTF(name);
            }
        }
        return bytes.toByteArray();
    }

    private static Optional<Content> parse(byte[] head, byte[] pixels, String key) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(head));
        if (!in.readUTF().equals(key)) {
            return Optional.empty();
        }
        ExampleShape shape = ExampleShape.image(in.readInt(), in.readInt(), in.readInt());
        List<ClassInfo> classes = new ArrayList<>();
        int count = 0;
        for (int remaining = in.readInt(); remaining > 0; remaining--) {
            ClassInfo info = new ClassInfo(in.readUTF(), in.readUTF(), in.readUTF(), in.readInt());
            classes.add(info);
            count += info.size();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(in.readUTF());
        }
        return Optional.of(new Content(shape, classes, ImageStore.of(shape, pixels, names)));
    }

    private static int checksum(byte[] head, byte[] pixels) {
        CRC32C crc = new CRC32C();
        crc.update(head);
        crc.update(pixels);
        return (int) crc.getValue();
    }

    private static ByteBuffer fill(FileChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("file ends early");
            }
        }
        return buffer.flip();
    }
}
