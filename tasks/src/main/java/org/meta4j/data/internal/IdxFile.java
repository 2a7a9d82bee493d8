package org.meta4j.data.internal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.meta4j.data.DataException;

/**
 * Files in the format IDX, packed by gzip or not: big-endian, a magic number, the counts, then unsigned bytes. LeCun,
 * Cortes, Burges, The MNIST database of handwritten digits, yann.lecun.com/exdb/mnist.
 */
public final class IdxFile {
    private static final int IMAGES = 2051;
    private static final int LABELS = 2049;
    private static final int GZIP = 0x1f8b;
    private static final int MAX_SIDE = 4096;

    private IdxFile() {}

    /**
     * Images.
     *
     * @param pixels image by image, row by row
     */
    public record Images(int count, int rows, int columns, byte[] pixels) {}

    /** @throws DataException if it is missing, of another kind, shorter or longer than it says, or damaged */
    public static Images images(Path file) {
        return read(file, in -> {
            magic(file, in, IMAGES);
            int count = in.readInt();
            int rows = in.readInt();
            int columns = in.readInt();
            boolean sides = rows > 0 && columns > 0 && rows <= MAX_SIDE && columns <= MAX_SIDE;
            if (count < 1 || !sides || (long) count * rows * columns > Integer.MAX_VALUE - 8) {
                throw new DataException(file + " says that it holds " + count + " images of " + rows + "×" + columns
                        + " pixels, which cannot be: fetch it again");
            }
            return new Images(count, rows, columns, rest(file, in, count * rows * columns));
        });
    }

    /** One byte for each label; as {@link #images}. */
    public static byte[] labels(Path file) {
        return read(file, in -> {
            magic(file, in, LABELS);
            int count = in.readInt();
            if (count < 1) {
                throw new DataException(file + " says that it holds " + count + " labels: fetch it again");
            }
            return rest(file, in, count);
        });
    }

    private interface Body<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> T read(Path file, Body<T> body) {
        try (DataInputStream in = new DataInputStream(unpacked(file))) {
            return body.read(in);
        } catch (NoSuchFileException e) {
            throw new DataException(file + " does not exist", e);
        } catch (EOFException e) {
            throw new DataException(file + " is cut off: fetch it again", e);
        } catch (ZipException e) {
            throw new DataException(file + " is no whole gzip file (" + e.getMessage() + "): fetch it again", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Told by its first bytes and not by its name: some programs unpack without renaming. */
    private static InputStream unpacked(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            int first = in.read() << 8 | in.read();
            in.reset();
            return first == GZIP ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static void magic(Path file, DataInputStream in, int expected) throws IOException {
        int magic = in.readInt();
        if (magic != expected) {
            String found = magic == IMAGES ? "a file of images" : magic == LABELS ? "a file of labels" : "no IDX file";
            throw new DataException(file + " is " + found + " (it begins with " + magic + ", but "
                    + (expected == IMAGES ? "images" : "labels") + " begin with " + expected
                    + "): check its name, or fetch it again");
        }
    }

    private static byte[] rest(Path file, DataInputStream in, int length) throws IOException {
        // Grows with what is there, so that a damaged count does not cost memory.
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new DataException(file + " is cut off: it says that " + length + " bytes follow its head, but "
                    + bytes.length + " do; fetch it again");
        }
        if (in.read() >= 0) {
            throw new DataException(
                    file + " is longer than the " + length + " bytes that its head says: fetch it again");
        }
        return bytes;
    }
}
