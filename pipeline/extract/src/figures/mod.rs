//! Numbers with what they count: money, percent, points, multiples, ranks, quantities.
