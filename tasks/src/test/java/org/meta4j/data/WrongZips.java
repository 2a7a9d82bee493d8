package org.meta4j.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips that are damaged, or made to do harm. */
final class WrongZips {
    private static final int DIRECTORY_FLAGS = 8;
    private static final int DIRECTORY_METHOD = 10;
    private static final int DIRECTORY_SIZE = 24;

    private WrongZips() {}

    /** Changes the bytes of a zip. */
    private interface Change {
        byte[] of(byte[] zip);
    }

    private static WrongInput.Making zip(Change change, String... entries) {
        return folder -> TinyImages.write(folder.resolve("x.zip"), change.of(zip(entries)));
    }

    private static WrongInput wrong(String name, String entry, String message) {
        return WrongInput.images(name, zip(zip -> zip, "a/0.png", "b/0.png", entry), message);
    }

    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write(TinyImages.encoded(TinyImages.square(28, 0xffffff, 0), "png"));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (int i = 0; i < 300; i++) {
                out.putNextEntry(new ZipEntry((i % 2 == 0 ? "a/" : "b/") + i + ".png"));
                out.write(new byte[1 << 20]);
            }
        }
        return bytes.toByteArray();
    }

    /** Changes a byte of every entry in the directory at the end. */
    private static byte[] directory(byte[] zip, int offset, byte difference) {
        byte[] changed = zip.clone();
        for (int at = 0; at + 4 < zip.length; at++) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
                changed[at + offset] ^= difference;
            }
        }
        return changed;
    }

    /** The second of two names becomes the first. */
    private static byte[] renamed(byte[] zip, String from, String to) {
        byte[] changed = zip.clone();
        byte[] old = WrongImages.bytes(from);
        for (int at = 0; at + old.length <= zip.length; at++) {
            if (Arrays.equals(zip, at, at + old.length, old, 0, old.length)) {
                System.arraycopy(WrongImages.bytes(to), 0, changed, at, old.length);
            }
        }
        return changed;
    }

    static List<WrongInput> all() {
        return List.of(
                WrongInput.images(
                        "a zip of 0 bytes",
                        zip(zip -> new byte[0]),
                        "zip {}/x.zip has 0 bytes: give a zip with one folder of images for each class"),
                WrongInput.images(
                        "a zip that is none",
                        zip(zip -> WrongImages.bytes("Rar!\u001a\u0007 and so on")),
                        "zip {}/x.zip is damaged or not whole (zip END header not found): make or fetch it again"),
                WrongInput.images(
                        "a zip without its end",
                        zip(zip -> Arrays.copyOf(zip, zip.length - 30), "a/0.png", "b/0.png"),
                        "zip {}/x.zip is damaged or not whole (zip END header not found): make or fetch it again"),
                WrongInput.images(
                        "a zip with a password",
                        zip(zip -> directory(zip, DIRECTORY_FLAGS, (byte) 1), "a/0.png", "b/0.png"),
                        "zip {}/x.zip is encrypted: unpack it with its password and give the folder"),
                WrongInput.images(
                        "a zip of a compression that Java does not know",
                        zip(zip -> directory(zip, DIRECTORY_METHOD, (byte) 1), "a/0.png", "b/0.png"),
                        "zip {}/x.zip is compressed in a way that Java cannot read: unpack it and give the folder"),
                WrongInput.images(
                        "an empty zip",
                        zip(zip -> zip),
                        "zip {}/x.zip is empty: give a folder with one sub-folder of images for each class"),
                WrongInput.images(
                        "a zip of images without classes",
                        zip(zip -> zip, "0.png", "1.png"),
                        "zip {}/x.zip has images but no classes: give a folder with one sub-folder of images for each"
                                + " class"),
                WrongInput.images(
                        "a zip of one class in a folder",
                        zip(zip -> zip, "pets/cat/0.png", "pets/cat/1.png"),
                        "zip {}/x.zip has one class only, 'cat': add a sub-folder of images for each of at least 2"
                                + " classes"),
                wrong(
                        "a zip that would write above its folder",
                        "a/../../evil.png",
                        "zip {}/x.zip has the entry 'a/../../evil.png', which leads out of it: make it again with names"
                                + " below its own folder"),
                wrong(
                        "a zip that would write above its folder on Windows",
                        "a\\..\\evil.png",
                        "zip {}/x.zip has the entry 'a\\..\\evil.png', which leads out of it: make it again with names"
                                + " below its own folder"),
                wrong(
                        "a zip that would write at the root",
                        "/etc/evil.png",
                        "zip {}/x.zip has the entry '/etc/evil.png', which leads out of it: make it again with names"
                                + " below its own folder"),
                wrong(
                        "a zip that would write to a drive",
                        "C:\\evil.png",
                        "zip {}/x.zip has the entry 'C:\\evil.png', which leads out of it: make it again with names below"
                                + " its own folder"),
                wrong(
                        "a zip with a line break in a name",
                        "a/1\n2.png",
                        "zip {}/x.zip has the name '1?2.png' with control characters (shown as ?): rename it"),
                WrongInput.images(
                        "a zip with an entry twice",
                        zip(zip -> renamed(zip, "a/1.png", "a/0.png"), "a/0.png", "a/1.png", "b/0.png"),
                        "zip {}/x.zip has the entry 'a/0.png' twice: make it again"),
                WrongInput.images(
                        "a zip with classes that differ only by case",
                        zip(zip -> zip, "Cat/0.png", "cat/0.png"),
                        "zip {}/x.zip has the classes 'Cat' and 'cat', which differ only by case, blanks or the coding of"
                                + " accents: merge them or rename one"),
                WrongInput.images(
                        "a zip bomb",
                        folder -> TinyImages.write(folder.resolve("x.zip"), bomb()),
                        "zip {}/x.zip would unpack from BYTES to 314572800 bytes, which no images do: make it again from"
                                + " the images alone"),
                WrongInput.images(
                        "a zip whose entries are longer than they say",
                        zip(zip -> directory(zip, DIRECTORY_SIZE, (byte) 1), "a/0.png", "b/0.png"),
                        "image {}/x.zip/a/0.png cannot be used (the zip's entry is damaged), nor can 1 more: replace or"
                                + " remove it, or skip bad images"),
                WrongInput.images(
                        "a zip with a flipped bit",
                        zip(zip -> WrongImages.changed(zip, 60, (byte) 4), "a/0.png", "b/0.png"),
                        "image {}/x.zip/a/0.png cannot be used (the zip's entry is damaged): replace or remove it, or"
                                + " skip bad images"),
                WrongInput.images(
                        "a zip of a zip",
                        zip(zip -> zip, "inner.zip"),
                        "zip {}/x.zip has no images: give a folder with one sub-folder of images for each class"));
    }
}
