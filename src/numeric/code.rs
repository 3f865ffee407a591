//! `Code`: a list of operations being written, in which nothing is written twice.

use std::collections::HashMap;

use super::program::{MAX_OPERATIONS, Operation, ProgramError, Slot};

/// Operations, and the constants that they refer to. An operation is known again by what it does.
#[derive(Debug, Default)]
pub(super) struct Code {
    operations: Vec<Operation>,
    constants: Vec<f64>,
    /// Where each operation, and each constant by its bits, already stands.
    known: HashMap<Operation, Slot>,
    known_constants: HashMap<u64, u32>,
}

impl Code {
    /// Where an operation stands.
    pub(super) fn operation(&mut self, operation: Operation) -> Result<Slot, ProgramError> {
        if let Some(&slot) = self.known.get(&operation) {
            return Ok(slot);
        }
        if self.operations.len() >= MAX_OPERATIONS {
            return Err(ProgramError::TooLong);
        }
        let slot = self.operations.len() as Slot;
        self.operations.push(operation);
        self.known.insert(operation, slot);
        Ok(slot)
    }

    /// The operation that stands somewhere.
    pub(super) fn get(&self, slot: Slot) -> Option<Operation> {
        self.operations.get(slot as usize).copied()
    }

    /// The operation that gives a number.
    pub(super) fn constant(&mut self, value: f64) -> Result<Slot, ProgramError> {
        let index = self.constant_index(value);
        self.operation(Operation::Constant(index))
    }

    /// The place of a number among the constants.
    pub(super) fn constant_index(&mut self, value: f64) -> u32 {
        let constants = &mut self.constants;
        *self.known_constants.entry(value.to_bits()).or_insert_with(|| {
            constants.push(value);
            constants.len() as u32 - 1
        })
    }

    /// The operations and the constants.
    pub(super) fn finish(self) -> (Vec<Operation>, Vec<f64>) {
        (self.operations, self.constants)
    }
}
