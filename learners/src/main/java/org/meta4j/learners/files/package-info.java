/**
 * Files of trained things: weights in the safetensors format, settings and provenance as JSON in the
 * same file, metrics line by line. Written atomically, read strictly: a damaged file gives one clear
 * {@link org.meta4j.learners.files.FileFormatException} and nothing else.
 */
@NullMarked
package org.meta4j.learners.files;

import org.jspecify.annotations.NullMarked;
