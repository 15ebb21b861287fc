/**
 * A scene that is generated, not filmed: {@link Scene} gives its frames, {@link SceneDisturbance}
 * disturbs them, {@link JpegCamera} sends them as a camera would.
 *
 * <p>Everything is a pure function of a seed and a frame's number. Frames are numbered, not timed:
 * how many there are in a second is the caller's choice.
 */
@NullMarked
package io.thalweg.streams.cli.demo.scene;

import org.jspecify.annotations.NullMarked;
