-- What the bank says by query of a booking our book excludes lies in the inbox like a callback that never came.
GRANT INSERT ON inbox TO lipei_worker;
