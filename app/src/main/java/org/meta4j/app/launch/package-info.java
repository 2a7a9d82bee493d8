/**
 * The way into the program: sees to it that long-running commands have the Vector API, which a plain
 * {@code java -jar} leaves out, and hands over to {@link org.meta4j.app.Main}.
 */
@NullMarked
package org.meta4j.app.launch;

import org.jspecify.annotations.NullMarked;
