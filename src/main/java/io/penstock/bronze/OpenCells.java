package io.penstock.bronze;

import io.penstock.format.value.Cells;
import io.penstock.sql.OpenRow;

/** The cells of the row that is filled for Spark. */
final class OpenCells implements Cells {
  private OpenRow row;

  void in(OpenRow other) {
    row = other;
  }

  @Override
  public void setBoolean(int column, boolean value) {
    row.setBoolean(column, value);
  }

  @Override
  public void setInt(int column, int value) {
    row.setInt(column, value);
  }

  @Override
  public void setLong(int column, long value) {
    row.setLong(column, value);
  }

  @Override
  public void setFloat(int column, float value) {
    row.setFloat(column, value);
  }

  @Override
  public void setDouble(int column, double value) {
    row.setDouble(column, value);
  }

  @Override
  public void setDecimal(int column, long unscaled, int precision, int scale) {
    row.setDecimal(column, unscaled, precision, scale);
  }

  @Override
  public void setText(int column, byte[] bytes, int from, int to) {
    row.setText(column, bytes, from, to);
  }
}
