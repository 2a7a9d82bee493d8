/** Ordinary supervised training of a network on one data set: data, settings, losses, the loop, and what it yields. */
@NullMarked
package org.meta4j.learners.supervised;

import org.jspecify.annotations.NullMarked;
