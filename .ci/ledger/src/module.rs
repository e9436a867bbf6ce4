//! Parses WebAssembly's binary format as far as the ledger needs it: each function's size and name,
//! and the amount of data.

use std::collections::HashMap;
use std::fmt;

use crate::crates::DATA;

/// A named part of a module with its size in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    pub bytes: u64,
}

/// The error of a file that is not a module, or not one that this program understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken(&'static str);

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "no module of WebAssembly: {}", self.0)
    }
}

const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
/// Section ids.
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const SECTION_DATA: u8 = 11;
/// The id of the function names within the section `name`.
const FUNCTIONS: u8 = 1;

/// Returns all functions of a module, and its data.
pub fn read(module: &[u8]) -> Result<Vec<Part>, Broken> {
    let mut rest = Bytes(module.strip_prefix(MAGIC).ok_or(Broken("it begins otherwise"))?);
    let (mut imported, mut sizes, mut names, mut data) = (0, Vec::new(), HashMap::new(), 0);
    while !rest.0.is_empty() {
        let section = rest.byte()?;
        let size = rest.number()?;
        let mut inside = Bytes(rest.take(size)?);
        match section {
            IMPORT => imported = imported_functions(&mut inside)?,
            CODE => {
                for _ in 0..inside.number()? {
                    let size = inside.number()?;
                    inside.take(size)?;
                    sizes.push(size);
                }
            }
            SECTION_DATA => data = size,
            CUSTOM if inside.text()? == "name" => names = function_names(&mut inside)?,
            _ => {}
        }
    }
    let named = sizes
        .into_iter()
        .zip(imported..)
        .map(|(bytes, index)| Part { name: names.get(&index).cloned().unwrap_or_default(), bytes });
    Ok(named.chain((data > 0).then(|| Part { name: DATA.to_owned(), bytes: data })).collect())
}

/// Counts the imported functions, which have the first indices.
fn imported_functions(section: &mut Bytes) -> Result<u64, Broken> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.text()?;
        section.text()?;
        match section.byte()? {
            0 => {
                section.number()?;
                functions += 1;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => {
                section.byte()?;
                section.byte()?;
            }
            4 => {
                section.byte()?;
                section.number()?;
            }
            _ => return Err(Broken("an import of an unknown kind")),
        }
    }
    Ok(functions)
}

fn function_names(section: &mut Bytes) -> Result<HashMap<u64, String>, Broken> {
    let mut names = HashMap::new();
    while !section.0.is_empty() {
        let kind = section.byte()?;
        let size = section.number()?;
        let mut inside = Bytes(section.take(size)?);
        if kind != FUNCTIONS {
            continue;
        }
        for _ in 0..inside.number()? {
            let index = inside.number()?;
            names.insert(index, inside.text()?.to_owned());
        }
    }
    Ok(names)
}

/// The bytes still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Result<u8, Broken> {
        let (first, rest) = self.0.split_first().ok_or(Broken("it ends too early"))?;
        self.0 = rest;
        Ok(*first)
    }

    /// Reads an unsigned LEB128 number.
    fn number(&mut self) -> Result<u64, Broken> {
        let (mut value, mut shift) = (0_u64, 0_u32);
        loop {
            let byte = self.byte()?;
            let digit = u64::from(byte & 0x7f);
            value |= digit.checked_shl(shift).ok_or(Broken("a number is too long"))?;
            if byte < 0x80 {
                return Ok(value);
            }
            shift += 7;
        }
    }

    fn take(&mut self, size: u64) -> Result<&'a [u8], Broken> {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let (taken, rest) = self.0.split_at_checked(size).ok_or(Broken("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn text(&mut self) -> Result<&'a str, Broken> {
        let size = self.number()?;
        std::str::from_utf8(self.take(size)?).or(Err(Broken("a name is no text")))
    }

    fn limits(&mut self) -> Result<(), Broken> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Ok(())
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    fn leb(mut value: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        loop {
            let digit = u8::try_from(value & 0x7f).unwrap();
            value >>= 7;
            bytes.push(if value == 0 { digit } else { digit | 0x80 });
            if value == 0 {
                return bytes;
            }
        }
    }

    fn sized(bytes: &[u8]) -> Vec<u8> {
        [leb(bytes.len()), bytes.to_vec()].concat()
    }

    /// Builds a module that imports one function and has these functions of these sizes.
    pub fn module(functions: &[(&str, usize)], data: &[u8]) -> Vec<u8> {
        let import = [&[1][..], &sized(b"env"), &sized(b"log"), &[0, 0]].concat();
        let bodies: Vec<u8> =
            functions.iter().flat_map(|(_, size)| sized(&vec![0; *size])).collect();
        let code = [leb(functions.len()), bodies].concat();
        let names: Vec<u8> = functions
            .iter()
            .enumerate()
            .flat_map(|(index, (name, _))| [leb(index + 1), sized(name.as_bytes())].concat())
            .collect();
        let names = [leb(functions.len()), names].concat();
        let names = [sized(b"name"), vec![0], sized(b"x"), vec![FUNCTIONS], sized(&names)].concat();
        let section = |kind: u8, bytes: &[u8]| [vec![kind], sized(bytes)].concat();
        let data = if data.is_empty() { Vec::new() } else { section(SECTION_DATA, data) };
        let sections =
            [section(IMPORT, &import), section(CODE, &code), data, section(CUSTOM, &names)];
        [MAGIC.to_vec(), sections.concat()].concat()
    }

    #[test]
    fn functions_have_the_sizes_and_names_of_the_module() {
        let bytes = module(&[("first", 3), ("second", 300)], b"12345");
        let parts = read(&bytes).unwrap();
        let found: Vec<(&str, u64)> =
            parts.iter().map(|part| (part.name.as_str(), part.bytes)).collect();
        assert_eq!(found, [("first", 3), ("second", 300), (DATA, 5)]);
    }

    #[test]
    fn what_is_no_module_is_said_to_be_none() {
        assert_eq!(read(b"<html>"), Err(Broken("it begins otherwise")));
        let whole = module(&[("first", 30)], b"");
        let cut = whole.get(..whole.len() - 3).unwrap();
        assert_eq!(read(cut), Err(Broken("it ends too early")));
    }
}
