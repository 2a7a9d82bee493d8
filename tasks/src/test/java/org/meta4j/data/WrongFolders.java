package org.meta4j.data;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Folders that cannot be learned from. */
final class WrongFolders {
    private static final String GIVE = "give a folder with one sub-folder of images for each class";

    private WrongFolders() {}

    private static Path classes(Path folder, String... names) {
        return TinyImages.folder(folder, 2, names);
    }

    private static Path link(Path link, String target) throws IOException {
        return Files.createSymbolicLink(link, Path.of(target));
    }

    private static void forbid(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(path), "the superuser may read everything: run as someone else");
    }

    static List<WrongInput> all() {
        return List.of(
                WrongInput.images(
                        "a folder that is not there",
                        folder -> folder.resolve("none"),
                        "folder {}/none does not exist: " + GIVE),
                WrongInput.images("an empty folder", folder -> folder, "folder {} is empty: " + GIVE),
                WrongInput.images(
                        "a folder with nothing but what systems leave behind",
                        folder -> {
                            TinyImages.write(folder.resolve("__MACOSX/a/0.png"));
                            TinyImages.write(folder.resolve(".git/0.png"));
                            TinyImages.write(folder.resolve("Thumbs.db"), new byte[3]);
                            return folder;
                        },
                        "folder {} is empty: " + GIVE),
                WrongInput.images(
                        "one image instead of a folder",
                        folder -> TinyImages.write(folder.resolve("cat.png")),
                        "{}/cat.png is a file: " + GIVE
                                + ", a zip of such a folder, or a CSV file with the columns file and label"),
                WrongInput.images(
                        "images without classes",
                        folder -> {
                            TinyImages.write(folder.resolve("cat.png"));
                            return folder;
                        },
                        "folder {} has images but no classes: " + GIVE),
                WrongInput.images(
                        "one class",
                        folder -> classes(folder, "cat"),
                        "folder {} has one class only, 'cat': add a sub-folder of images for each of at least 2 classes"),
                WrongInput.images(
                        "the folder above the right one",
                        folder -> {
                            classes(folder.resolve("pets"), "cat", "dog");
                            return folder;
                        },
                        "folder {} has one class only, 'pets': add a sub-folder of images for each of at least 2"
                                + " classes, or give {}/pets, whose sub-folders are the classes then"),
                WrongInput.images(
                        "a class without images",
                        folder -> {
                            Files.createDirectories(folder.resolve("dog"));
                            return classes(folder, "cat", "emu");
                        },
                        "class folder {}/dog has no PNG, JPEG, GIF, BMP, TIFF or WebP images: add images or remove it"),
                WrongInput.images(
                        "a class with a text file and no image",
                        folder -> {
                            TinyImages.write(folder.resolve("dog/notes.txt"), new byte[3]);
                            return classes(folder, "cat", "emu");
                        },
                        "class folder {}/dog has no PNG, JPEG, GIF, BMP, TIFF or WebP images: add images or remove it"),
                WrongInput.images(
                        "classes that differ only by case",
                        folder -> {
                            classes(folder, "Cat", "cat");
                            assumeTrue(
                                    Files.list(folder).count() == 2, "this file system takes Cat and cat for the same");
                            return folder;
                        },
                        "folder {} has the classes 'Cat' and 'cat', which differ only by case, blanks or the coding of"
                                + " accents: merge them or rename one"),
                WrongInput.images(
                        "classes that differ only by the coding of an accent",
                        folder -> classes(folder, "caf\u00e9", "cafe\u0301"),
                        "folder {} has the classes 'cafe\u0301' and 'caf\u00e9', which differ only by case, blanks or the"
                                + " coding of accents: merge them or rename one"),
                WrongInput.images(
                        "classes that differ only by a blank",
                        folder -> classes(folder, "cat", "cat "),
                        "folder {} has the classes 'cat' and 'cat ', which differ only by case, blanks or the coding of"
                                + " accents: merge them or rename one"),
                WrongInput.images(
                        "a class of blanks",
                        folder -> classes(folder, "  ", "cat"),
                        "folder {} has a class whose name is blank: give it a name"),
                WrongInput.images(
                        "a class with a line break in its name",
                        folder -> classes(folder, "cat\ndog", "emu"),
                        "folder {} has the name 'cat?dog' with control characters (shown as ?): rename it"),
                WrongInput.images(
                        "a symbolic link to a folder above",
                        folder -> {
                            classes(folder, "a", "b");
                            link(folder.resolve("a/loop"), "..");
                            return folder;
                        },
                        "folder {}/a/loop is a symbolic link to a folder that it lies in: remove the link"),
                WrongInput.images(
                        "a symbolic link to itself",
                        folder -> {
                            classes(folder, "a", "b");
                            link(folder.resolve("a/self.png"), "self.png");
                            return folder;
                        },
                        "image {}/a/self.png cannot be used (a symbolic link that leads to itself): replace or remove"
                                + " it, or skip bad images"),
                WrongInput.images(
                        "a symbolic link to nothing",
                        folder -> {
                            classes(folder, "a", "b");
                            link(folder.resolve("a/gone.png"), "elsewhere.png");
                            return folder;
                        },
                        "image {}/a/gone.png cannot be used (a symbolic link that leads nowhere): replace or remove it,"
                                + " or skip bad images"),
                WrongInput.images(
                        "a folder named like an image",
                        folder -> {
                            Files.createDirectories(classes(folder, "a", "b").resolve("a/2.png"));
                            return folder;
                        },
                        "image {}/a/2.png cannot be used (it is a folder): replace or remove it, or skip bad images"),
                WrongInput.images(
                        "folders deeper than any sensible ones",
                        folder -> {
                            TinyImages.write(classes(folder, "a", "b").resolve("a/" + "x/".repeat(60) + "0.png"));
                            return folder;
                        },
                        "{} has folders more than 60 deep: give the folder that has the classes"),
                WrongInput.images(
                        "a class that may not be read",
                        folder -> {
                            forbid(classes(folder, "a", "b").resolve("a"));
                            return folder;
                        },
                        "folder {}/a cannot be read (no permission): change its permissions"),
                WrongInput.images(
                        "an image that may not be read",
                        folder -> {
                            forbid(classes(folder, "a", "b").resolve("a/0.png"));
                            return folder;
                        },
                        "image {}/a/0.png cannot be used (no permission to read it): replace or remove it, or skip bad"
                                + " images"),
                WrongInput.images(
                        "a pipe named like an image",
                        folder -> {
                            Path pipe = classes(folder, "a", "b").resolve("a/pipe.png");
                            assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no mkfifo here");
                            new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                                    .start()
                                    .waitFor();
                            return folder;
                        },
                        "image {}/a/pipe.png cannot be used (it is no regular file): replace or remove it, or skip bad"
                                + " images"),
                WrongInput.images(
                        "an image of more bytes than any",
                        folder -> {
                            Path file = classes(folder, "a", "b").resolve("a/0.png");
                            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                                sparse.setLength(3_000_000_000L);
                            }
                            return folder;
                        },
                        "image {}/a/0.png cannot be used (3000000000 bytes are more than the limit of 268435456):"
                                + " replace or remove it, or skip bad images"),
                WrongInput.images(
                        "a folder that is divided where classes are needed",
                        folder -> {
                            classes(folder.resolve("train"), "a", "b");
                            classes(folder.resolve("test"), "c", "d");
                            return folder;
                        },
                        "folder {} is divided into test, train, but classes that are not divided are needed here: give"
                                + " one part alone"),
                WrongInput.split(
                        "a split without a test part",
                        folder -> {
                            classes(folder.resolve("train"), "a", "b");
                            classes(folder.resolve("val"), "c", "d");
                            return folder;
                        },
                        "folder {} is divided into train and validation, but a split needs 'train' and 'test': add or"
                                + " rename one, or give a folder of classes to be divided by seed"),
                WrongInput.split(
                        "a split with two validation parts",
                        folder -> {
                            for (String part : List.of("train", "val", "validation", "test")) {
                                classes(folder.resolve(part), part + "1", part + "2");
                            }
                            return folder;
                        },
                        "folder {} has the folders 'val' and 'validation', which mean the same part of a split: merge"
                                + " them or rename one"),
                WrongInput.split(
                        "a class in two parts, in another case",
                        folder -> {
                            classes(folder.resolve("train"), "a", "b");
                            classes(folder.resolve("test"), "B", "c");
                            return folder;
                        },
                        "class 'b' of folder {} is in test and in train: a class may be in one split only; remove or"
                                + " rename one"),
                WrongInput.split(
                        "fewer classes than a split needs",
                        folder -> classes(folder, "a", "b", "c"),
                        "folder {} has 3 classes; 2-way training, validation and test need 6: add classes, use fewer"
                                + " ways, or divide them yourself into sub-folders train and test"));
    }
}
