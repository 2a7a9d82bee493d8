/** Names that users type: what they may have meant. */
@NullMarked
package org.meta4j.naming;

import org.jspecify.annotations.NullMarked;
