/** Fetches published data sets: resumable, checked, never unasked. */
@NullMarked
package org.meta4j.app.download;

import org.jspecify.annotations.NullMarked;
