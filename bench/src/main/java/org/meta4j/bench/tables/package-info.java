/** Tables of medicine and of finance that a compressed learner meets for the first time. */
@NullMarked
package org.meta4j.bench.tables;

import org.jspecify.annotations.NullMarked;
