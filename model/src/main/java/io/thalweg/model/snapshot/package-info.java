/**
 * Snapshots: what serving needs of a learner, immutable and versioned.
 *
 * <h2>Byte format of a snapshot's body, format versions 1 and 2</h2>
 *
 * <p>All numbers little-endian. The rest of a snapshot is in its manifest (module {@code schemas},
 * {@code SnapshotManifest}).
 *
 * <pre>{@code
 * int32    magic 0x54484C57 ("THLW")
 * int32    format version: 2 where there is a lexicon, else 1
 * int32    n, number of parameters
 * float32  parameters[n]: encoder, head, objective, as Architecture lays them out
 * int32    e, embedding size
 * float32  rotation[e * e], row-major: embedding of the space = raw embedding (a row) * rotation
 *          of format 2 also
 * int32    l, length of the lexicon
 * byte     lexicon[l]: state of the io.thalweg.model.item.Lexicon that gave items their ids
 * }</pre>
 */
@NullMarked
package io.thalweg.model.snapshot;

import org.jspecify.annotations.NullMarked;
