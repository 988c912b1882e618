//! The syntax tree of a formula.
//!
//! Plain data, public to read. It knows where it stood in the text, but two trees that say the same are equal
//! wherever they stood.

use std::fmt;
use std::ops::Range;

use super::words;
use crate::value::Date;
use crate::value::DateTime;
use crate::value::Decimal;
use crate::value::Duration;
use crate::value::Time;

/// A node of the tree, and the bytes of the formula it was read from.
#[derive(Debug, Clone)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where it stood, without parentheses around it.
    pub range: Range<usize>,
}

impl PartialEq for Expression {
    /// Whether both say the same, wherever they stood.
    fn eq(&self, other: &Expression) -> bool {
        self.kind == other.kind
    }
}

impl Expression {
    /// The nodes directly under this one, from left to right.
    pub fn children(&self) -> impl DoubleEndedIterator<Item = &Expression> {
        let (first, second, more): (Option<&Expression>, Option<&Expression>, &[Expression]) = match &self
            .kind
        {
            ExpressionKind::Literal(_) | ExpressionKind::Name(_) => (None, None, &[]),
            ExpressionKind::Not(operand) | ExpressionKind::Negate(operand) => {
                (Some(operand.as_ref()), None, &[])
            }
            ExpressionKind::Binary { left, right, .. } => (Some(left.as_ref()), Some(right.as_ref()), &[]),
            ExpressionKind::Call { arguments, .. } => (None, None, arguments),
            ExpressionKind::List(items) => (None, None, items),
        };
        first.into_iter().chain(second).chain(more)
    }
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// Something written out: `57`, `'text'`, `2026-12-01`.
    Literal(Literal),
    /// Something recorded: `turkey.mass`.
    Name(Name),
    /// `not x`
    Not(Box<Expression>),
    /// `-x`
    Negate(Box<Expression>),
    /// `x + y`
    Binary {
        /// What stands between the two.
        operator: Operator,
        /// What stands before it.
        left: Box<Expression>,
        /// What stands after it.
        right: Box<Expression>,
    },
    /// `max(x, y)`
    Call {
        /// What is called.
        function: Function,
        /// What it is called with.
        arguments: Vec<Expression>,
    },
    /// `[x, y]`
    List(Vec<Expression>),
}

/// Something written out in a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `true`, `false`
    Truth(bool),
    /// `57`, `0.5`; never negative, a minus is an operator.
    Number(Decimal),
    /// `'text'`, a quote inside doubled.
    Text(String),
    /// `2026-12-01`
    Date(Date),
    /// `09:30`
    Time(Time),
    /// `2026-12-01T09:00:00Z`
    DateTime(DateTime),
    /// `1 h 30 min`
    Duration(Duration),
}

/// The name of something a formula reads: `mass`, `turkey.mass`, `input.order`, `today`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Box<str>);

impl Name {
    /// A name, if the text is one: parts of `a` to `z`, digits and `_` that start with a letter, at most one point
    /// between two of them, and no word that means something in a formula (`and`, `true` …).
    pub fn parse(text: &str) -> Option<Name> {
        words::is_name(text).then(|| Name::new(text))
    }

    pub(super) fn new(text: &str) -> Name {
        Name(text.into())
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the point, a step or `input`; nothing if there is no point.
    pub fn owner(&self) -> Option<&str> {
        self.0.split_once('.').map(|(owner, _)| owner)
    }

    /// What stands after the point, or the whole name if there is no point.
    pub fn field(&self) -> &str {
        self.0.split_once('.').map_or(&self.0, |(_, field)| field)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What can stand between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `in`
    In,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl Operator {
    /// How it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Operator::Or => "or",
            Operator::And => "and",
            Operator::Equal => "=",
            Operator::NotEqual => "!=",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
            Operator::In => "in",
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
        }
    }

    /// Whether it compares, which can't be chained.
    pub fn is_comparison(self) -> bool {
        self.level() == Level::Comparison
    }

    pub(super) fn level(self) -> Level {
        match self {
            Operator::Or => Level::Or,
            Operator::And => Level::And,
            Operator::Add | Operator::Subtract => Level::Sum,
            Operator::Multiply | Operator::Divide => Level::Product,
            _ => Level::Comparison,
        }
    }
}

/// How tightly something binds, loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Minus,
    Whole,
}

impl Level {
    /// The next tighter one.
    pub(super) fn tighter(self) -> Level {
        match self {
            Level::Or => Level::And,
            Level::And => Level::Not,
            Level::Not => Level::Comparison,
            Level::Comparison => Level::Sum,
            Level::Sum => Level::Product,
            Level::Product => Level::Minus,
            Level::Minus | Level::Whole => Level::Whole,
        }
    }
}

/// What can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// The sum; of nothing, a plain `0`, which goes with numbers of any unit but not with durations.
    Sum,
    /// The sum divided by how many there are.
    Mean,
    /// The smallest, or earliest.
    Min,
    /// The largest, or latest.
    Max,
    /// The difference of largest and smallest.
    Range,
    /// How many there are in a list, or are chosen.
    Count,
    /// Without its sign.
    Abs,
    /// To so many decimals, half away from zero.
    Round,
    /// To so many decimals, half to the even neighbour.
    RoundEven,
}

impl Function {
    /// Every function there is.
    pub const ALL: [Function; 9] = [
        Function::Sum,
        Function::Mean,
        Function::Min,
        Function::Max,
        Function::Range,
        Function::Count,
        Function::Abs,
        Function::Round,
        Function::RoundEven,
    ];

    /// How it is written.
    pub fn name(self) -> &'static str {
        match self {
            Function::Sum => "sum",
            Function::Mean => "mean",
            Function::Min => "min",
            Function::Max => "max",
            Function::Range => "range",
            Function::Count => "count",
            Function::Abs => "abs",
            Function::Round => "round",
            Function::RoundEven => "round_even",
        }
    }

    pub(super) fn named(name: &str) -> Option<Function> {
        Function::ALL.into_iter().find(|function| function.name() == name)
    }
}
