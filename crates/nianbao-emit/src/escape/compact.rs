use std::fmt::Display;

use serde::Serialize;
use serde::ser::{
    Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, Serializer,
};
use serde_json::Error;

use super::push_string;

/// Writes values as JSON without white space. Of what output types are made of, it knows all; bytes, floats and the
/// like have no form.
///
/// What `serde_json` writes is the same; it looks at each byte of each name of a field, which this does not.
pub(super) struct Compact<'w> {
    out: &'w mut Vec<u8>,
}

/// A list or an object that is being written.
pub(super) struct Items<'c, 'w> {
    json: &'c mut Compact<'w>,
    is_empty: bool,
    brackets: Brackets,
}

/// What items stand between.
struct Brackets {
    open: u8,
    close: &'static [u8],
}

const LIST: Brackets = Brackets { open: b'[', close: b"]" };
const OBJECT: Brackets = Brackets { open: b'{', close: b"}" };
/// The second is that of a variant's name and value.
const TWO_OBJECTS: Brackets = Brackets { open: b'{', close: b"}}" };

impl<'w> Compact<'w> {
    pub(super) fn new(out: &'w mut Vec<u8>) -> Compact<'w> {
        Compact { out }
    }

    fn begin<'c>(&'c mut self, brackets: Brackets) -> Items<'c, 'w> {
        Items { json: self, is_empty: true, brackets }
    }

    // Numbers are written apart, so that what is left of a field is little enough to be inlined, where its name is known.
    #[inline(never)]
    fn push_number(&mut self, number: impl itoa::Integer) {
        self.out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    }
}

impl<'w> Items<'_, 'w> {
    /// What stands before the next item.
    #[inline]
    fn border(&mut self) -> u8 {
        if std::mem::take(&mut self.is_empty) { self.brackets.open } else { b',' }
    }

    /// Goes on to the next item.
    fn next(&mut self) -> &mut Compact<'w> {
        let border = self.border();
        self.json.out.push(border);
        self.json
    }

    /// Appends a field, whose name is written in this program and has nothing to escape.
    #[inline]
    fn push_field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        let border = self.border();
        let out = &mut *self.json.out;
        out.extend_from_slice(&[border, b'"']);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        value.serialize(&mut *self.json)
    }

    fn close(mut self) {
        if self.is_empty {
            self.next();
        }
        self.json.out.extend_from_slice(self.brackets.close);
    }
}

fn no_form<T>() -> Result<T, Error> {
    Err(Error::custom("a value that no output is made of"))
}

/// Numbers, written by their digits.
macro_rules! numbers {
    ($($method:ident: $number:ty),*) => {
        $(fn $method(self, number: $number) -> Result<(), Error> {
            self.push_number(number);
            Ok(())
        })*
    };
}

/// Values that no output is made of.
macro_rules! without_form {
    ($($method:ident: $value:ty),*) => {
        $(fn $method(self, _: $value) -> Result<(), Error> {
            no_form()
        })*
    };
}

impl<'c, 'w> Serializer for &'c mut Compact<'w> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'c, 'w>;
    type SerializeTuple = Items<'c, 'w>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Items<'c, 'w>;
    type SerializeStruct = Items<'c, 'w>;
    type SerializeStructVariant = Items<'c, 'w>;

    numbers!(
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64
    );

    without_form!(serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8]);

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        push_string(self.out, text);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        push_string(self.out, &value.to_string());
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut items = self.begin(OBJECT);
        items.push_field(variant, value)?;
        items.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'c, 'w>, Error> {
        Ok(self.begin(LIST))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'c, 'w>, Error> {
        Ok(self.begin(LIST))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        no_form()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        no_form()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'c, 'w>, Error> {
        Ok(self.begin(OBJECT))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'c, 'w>, Error> {
        Ok(self.begin(OBJECT))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'c, 'w>, Error> {
        for part in [&b"{\""[..], variant.as_bytes(), b"\":"] {
            self.out.extend_from_slice(part);
        }
        Ok(self.begin(TWO_OBJECTS))
    }
}

impl SerializeSeq for Items<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for Items<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Items<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(self.next())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.json.out.push(b':');
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Items<'_, '_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.push_field(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStructVariant for Items<'_, '_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.push_field(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
