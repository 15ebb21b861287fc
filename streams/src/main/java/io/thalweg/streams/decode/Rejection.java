package io.thalweg.streams.decode;

/**
 * Leaves a decoder from wherever it is. Without a stack trace: a flood of bad records must stay
 * cheap.
 */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;
  private final String detail;

  Rejection(RejectReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  Decoded toDecoded() {
    return new Decoded.Rejected(reason, detail);
  }
}
