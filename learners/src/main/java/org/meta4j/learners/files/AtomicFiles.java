package org.meta4j.learners.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes whole files so that nobody ever meets half of one: to a temporary name in the same folder,
 * forced to the disk, then renamed over the old file in one step. After any failure, a kill or a power
 * cut, the name leads to the old file or to the new one, whole.
 *
 * <p>A symbolic link is followed: the file behind it is replaced, the link stays. What is not a file,
 * such as {@code /dev/stdout} or a named pipe, is written to directly.
 */
public final class AtomicFiles {
    private static final String TEMPORARY_SUFFIX = ".meta4j-tmp";
    private static final AtomicLong COUNTER = new AtomicLong();

    /** Writes a file's content from its first byte to its last. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFiles() {}

    /**
     * Makes {@code bytes} the content of {@code file}.
     *
     * @throws FileWriteException if that is not possible; a file that was there is as it was
     */
    public static void write(Path file, byte[] bytes) {
        write(file, out -> out.write(bytes));
    }

    /**
     * Makes {@code text}, in UTF-8, the content of {@code file}.
     *
     * @throws FileWriteException if that is not possible; a file that was there is as it was
     */
    public static void writeString(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes what {@code content} writes the content of {@code file}. Whatever {@code content} throws
     * leaves the old file as it was and no temporary file behind.
     *
     * @throws FileWriteException if writing is not possible; a file that was there is as it was
     */
    public static void write(Path file, Content content) {
        try {
            Path target = target(file);
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                try (OutputStream out = new FileOutputStream(target.toFile())) {
                    content.writeTo(out);
                }
            } else {
                replace(target, content);
            }
        } catch (IOException e) {
            throw FileWriteException.of(file, e);
        }
    }

    /**
     * Removes the temporary files that a killed program left in {@code folder}. Only for a folder that
     * nobody else is writing to, such as that of a run about to be resumed.
     *
     * @throws FileWriteException if the folder cannot be read or a file not be removed
     */
    public static void removeLeftovers(Path folder) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + TEMPORARY_SUFFIX)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        } catch (IOException e) {
            throw FileWriteException.of(folder, e);
        }
    }

    /** The file to replace, once it is known that it can be. */
    private static Path target(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileWriteException(file, "it is a folder: give the name of a file");
        }
        Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || !Files.exists(folder)) {
            throw new FileWriteException(file, "there is no folder " + folder + ": make it first");
        }
        if (!Files.isDirectory(folder)) {
            throw new FileWriteException(file, folder + " is not a folder: choose another name");
        }
        // A rename asks for no permission on the file that it replaces, so a protected file would be lost.
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new FileWriteException(file, "the file there is read-only: remove it or choose another name");
        }
        return target;
    }

    private static void replace(Path target, Content content) throws IOException {
        Path temporary = createTemporary(target);
        try {
            // A FileChannel would be closed by an interrupt of this thread, and the checkpoint lost.
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                content.writeTo(out);
                out.getFD().sync();
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable failure) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
        Path folder = target.getParent();
        if (folder != null) {
            forceFolder(folder);
        }
    }

    /**
     * An empty file beside the target. Not by {@code Files.createTempFile}: its files are readable by their
     * owner alone whatever the umask, and would stay so after the rename.
     */
    private static Path createTemporary(Path target) throws IOException {
        long process = ProcessHandle.current().pid();
        while (true) {
            Path temporary = target.resolveSibling("." + process + "-" + COUNTER.incrementAndGet() + TEMPORARY_SUFFIX);
            try {
                return Files.createFile(temporary);
            } catch (FileAlreadyExistsException e) {
                // Left by a killed process of the same number, as in containers: take the next name.
            }
        }
    }

    /** Makes the rename last through a power cut, where the platform can: Windows opens no folders. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is whole and in its place already; only the moment of its durability is unknown.
        }
    }
}
