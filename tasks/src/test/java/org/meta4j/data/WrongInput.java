package org.meta4j.data;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A thing that a user might give by mistake, or an attacker on purpose, and what is said of it.
 *
 * @param name what is wrong
 * @param made makes it within an empty folder
 * @param use reads it
 * @param message exactly; {@code {}} stands for the folder
 */
record WrongInput(String name, Making made, Consumer<Path> use, String message) {
    /** Writes files and returns what the user gives. */
    interface Making {
        Path in(Path folder) throws Exception;
    }

    static WrongInput images(String name, Making made, String message) {
        return new WrongInput(name, made, path -> ImageFolder.load(path, ImageFolder.Options.DEFAULT), message);
    }

    static WrongInput split(String name, Making made, String message) {
        return new WrongInput(
                name, made, path -> FolderSplit.DEFAULT.load(path, ImageFolder.Options.DEFAULT, 2), message);
    }

    /** One bad image {@code a/0.png} beside good ones, with the reason that is given. */
    static WrongInput image(String name, byte[] content, String reason) {
        return images(
                name,
                folder -> {
                    TinyImages.folder(folder, 2, "a", "b");
                    TinyImages.write(folder.resolve("a/0.png"), content);
                    return folder;
                },
                "image {}/a/0.png cannot be used (" + reason + "): replace or remove it, or skip bad images");
    }

    @Override
    public String toString() {
        return name;
    }
}
