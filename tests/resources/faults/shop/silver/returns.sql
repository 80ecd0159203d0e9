SELECT return_id, order_id, units, amount FROM bronze.returns
