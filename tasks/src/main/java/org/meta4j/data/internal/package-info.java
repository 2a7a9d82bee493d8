/** Decoding, resizing and caching of images; not for use from outside this module. */
@NullMarked
package org.meta4j.data.internal;

import org.jspecify.annotations.NullMarked;
