/** The options that say which data a command works on, and how they are read. */
@NullMarked
package org.meta4j.app.data;

import org.jspecify.annotations.NullMarked;
