//! From text to tree: one pass, one token ahead, bounded depth.

use std::ops::Range;

use super::expression::Expression;
use super::expression::ExpressionKind;
use super::expression::Function;
use super::expression::Level;
use super::expression::Literal;
use super::expression::Name;
use super::expression::Operator;
use super::problem::FormulaProblem;
use super::problem::ProblemKind;
use super::token::Token;
use super::token::TokenKind;
use super::token::Tokens;
use super::words;
use crate::value::Decimal;
use crate::value::Duration;
use crate::value::quoted;

/// The longest formula, in bytes.
pub(super) const LONGEST: usize = 4096;

/// How deep a formula may nest: operators under operators, and parentheses in parentheses.
pub(super) const DEEPEST: usize = 64;

/// The tree of a formula's text.
pub(super) fn parse(text: &str) -> Result<Expression, FormulaProblem> {
    if text.len() > LONGEST {
        let message = format!("the formula is longer than {LONGEST} bytes");
        return Err(FormulaProblem::new(ProblemKind::TooLong, 0..text.len(), message));
    }
    let mut tokens = Tokens::new(text);
    let token = tokens.next()?;
    if token.kind == TokenKind::End {
        return Err(FormulaProblem::syntax(0..text.len(), "the formula is empty"));
    }
    let mut parser = Parser { text, tokens, token, nesting: 0 };
    let tree = parser.expression(Level::Or)?;
    match parser.token.kind {
        TokenKind::End => Ok(tree.expression),
        _ => Err(parser.unexpected_operator()),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Tokens<'a>,
    token: Token<'a>,
    nesting: usize,
}

/// A tree, and how many levels it has.
struct Tree {
    expression: Expression,
    height: usize,
}

type Parsed = Result<Tree, FormulaProblem>;

impl<'a> Parser<'a> {
    fn advance(&mut self) -> Result<Token<'a>, FormulaProblem> {
        let next = self.tokens.next()?;
        Ok(std::mem::replace(&mut self.token, next))
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.token.kind, TokenKind::Sign(found) if found == sign)
    }

    /// An expression whose operators all bind as tightly as `least`, or more.
    fn expression(&mut self, least: Level) -> Parsed {
        self.nesting += 1;
        if self.nesting > DEEPEST {
            return Err(words::too_deep(self.token.range.clone()));
        }
        let mut left = self.prefix(least)?;
        while let Some(operator) = self.operator().filter(|operator| operator.level() >= least) {
            self.advance()?;
            let right = self.expression(operator.level().tighter())?;
            if operator.is_comparison() && self.operator().is_some_and(Operator::is_comparison) {
                return Err(self.chained(&left.expression, &right.expression, operator));
            }
            left = binary(operator, left, right)?;
        }
        self.nesting -= 1;
        Ok(left)
    }

    fn prefix(&mut self, least: Level) -> Parsed {
        let start = self.token.range.start;
        match self.token.kind {
            TokenKind::Word("not") => {
                if least > Level::Not {
                    return Err(FormulaProblem::syntax(self.token.range.clone(), "`not` can't stand here")
                        .help("put it and what it negates in parentheses: `(not …)`"));
                }
                self.advance()?;
                let operand = self.expression(Level::Not)?;
                unary(ExpressionKind::Not, start, operand)
            }
            TokenKind::Sign("-") => {
                self.advance()?;
                let operand = self.expression(Level::Minus)?;
                unary(ExpressionKind::Negate, start, operand)
            }
            _ => self.primary(),
        }
    }

    fn primary(&mut self) -> Parsed {
        let literal = match self.token.kind {
            TokenKind::Number(number) => return self.number(number),
            TokenKind::Word(word) => return self.word(word),
            TokenKind::Sign("(") => return self.parenthesised(),
            TokenKind::Sign("[") => {
                let start = self.advance()?.range.start;
                let (items, height) = self.items("]", start)?;
                return leaf(ExpressionKind::List(items.expressions), start..items.end, height);
            }
            TokenKind::Date(date) => Literal::Date(date),
            TokenKind::Time(time) => Literal::Time(time),
            TokenKind::DateTime(moment) => Literal::DateTime(moment),
            TokenKind::Text(text) => Literal::Text(text.replace("''", "'")),
            TokenKind::Sign(_) | TokenKind::End => return Err(self.missing_value()),
        };
        let range = self.advance()?.range;
        leaf(ExpressionKind::Literal(literal), range, 0)
    }

    fn parenthesised(&mut self) -> Parsed {
        let open = self.advance()?.range;
        let inside = self.expression(Level::Or)?;
        if !self.is_sign(")") {
            if self.token.kind == TokenKind::End {
                return Err(FormulaProblem::syntax(open, "`(` is not closed"));
            }
            return Err(self.unexpected_operator());
        }
        self.advance()?;
        Ok(inside)
    }

    /// A number, or a duration that starts with one.
    fn number(&mut self, number: Decimal) -> Parsed {
        let first = self.advance()?.range;
        let TokenKind::Word(word) = self.token.kind else {
            return leaf(ExpressionKind::Literal(Literal::Number(number)), first, 0);
        };
        if words::is_keyword(word) {
            return leaf(ExpressionKind::Literal(Literal::Number(number)), first, 0);
        }
        let mut range = first.start..self.token.range.end;
        let mut text = format!("{number} {word}");
        self.advance()?;
        while let TokenKind::Number(more) = self.token.kind {
            self.advance()?;
            let TokenKind::Word(word) = self.token.kind else { break };
            range.end = self.token.range.end;
            text.push_str(&format!(" {more} {word}"));
            self.advance()?;
        }
        match text.parse::<Duration>() {
            Ok(duration) => leaf(ExpressionKind::Literal(Literal::Duration(duration)), range, 0),
            Err(error) => Err(words::not_a_duration(range, number, word, &error)),
        }
    }

    /// A keyword, a function call or a name.
    fn word(&mut self, word: &'a str) -> Parsed {
        let range = self.token.range.clone();
        match word {
            "true" | "false" => {
                self.advance()?;
                return leaf(ExpressionKind::Literal(Literal::Truth(word == "true")), range, 0);
            }
            "and" | "or" | "in" => return Err(self.missing_value()),
            _ => {}
        }
        self.advance()?;
        if self.is_sign("(") {
            return self.call(word, range);
        }
        words::check_name(word, &range)?;
        leaf(ExpressionKind::Name(Name::new(word)), range, 0)
    }

    fn call(&mut self, word: &str, name: Range<usize>) -> Parsed {
        let Some(function) = Function::named(word) else {
            return Err(words::unknown_function(word, name));
        };
        let open = self.advance()?.range.start;
        let (items, height) = self.items(")", open)?;
        let kind = ExpressionKind::Call { function, arguments: items.expressions };
        leaf(kind, name.start..items.end, height)
    }

    /// Expressions with commas between them, up to the closing sign.
    fn items(&mut self, closing: &str, open: usize) -> Result<(Items, usize), FormulaProblem> {
        let mut items = Items { expressions: Vec::new(), end: open };
        let mut highest = 0;
        while !self.is_sign(closing) {
            if self.token.kind == TokenKind::End && items.expressions.is_empty() {
                break;
            }
            let item = self.expression(Level::Or)?;
            highest = highest.max(item.height);
            items.expressions.push(item.expression);
            if !self.is_sign(",") {
                break;
            }
            self.advance()?;
        }
        if self.is_sign(closing) {
            items.end = self.advance()?.range.end;
            return Ok((items, highest));
        }
        if self.token.kind == TokenKind::End {
            let sign = if closing == ")" { "(" } else { "[" };
            return Err(FormulaProblem::syntax(open..open + 1, format!("`{sign}` is not closed")));
        }
        Err(self.unexpected_operator())
    }

    fn operator(&self) -> Option<Operator> {
        Some(match self.token.kind {
            TokenKind::Word("or") => Operator::Or,
            TokenKind::Word("and") => Operator::And,
            TokenKind::Word("in") => Operator::In,
            TokenKind::Sign("=") => Operator::Equal,
            TokenKind::Sign("!=") => Operator::NotEqual,
            TokenKind::Sign("<") => Operator::Less,
            TokenKind::Sign("<=") => Operator::LessOrEqual,
            TokenKind::Sign(">") => Operator::Greater,
            TokenKind::Sign(">=") => Operator::GreaterOrEqual,
            TokenKind::Sign("+") => Operator::Add,
            TokenKind::Sign("-") => Operator::Subtract,
            TokenKind::Sign("*") => Operator::Multiply,
            TokenKind::Sign("/") => Operator::Divide,
            _ => return None,
        })
    }

    fn shown(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// `1 < x < 2`; the third part is read only to be shown.
    fn chained(&mut self, left: &Expression, middle: &Expression, first: Operator) -> FormulaProblem {
        let range = self.token.range.clone();
        let second = self.operator().map_or("", Operator::symbol);
        let third =
            self.advance().and_then(|_| self.expression(Level::Sum)).map(|tree| tree.expression.range);
        let third = third.map_or("…", |range| self.shown(&range));
        let (left, middle) = (self.shown(&left.range), self.shown(&middle.range));
        let help = format!("write `{left} {} {middle} and {middle} {second} {third}`", first.symbol());
        FormulaProblem::syntax(range, "comparisons can't be chained").help(help)
    }

    /// Something stands where a value should.
    fn missing_value(&self) -> FormulaProblem {
        match self.token.kind {
            TokenKind::End => {
                FormulaProblem::syntax(self.token.range.clone(), "the formula ends where a value is expected")
            }
            _ => {
                let found = quoted(self.shown(&self.token.range));
                let message = format!("a value is expected before {found}");
                FormulaProblem::syntax(self.token.range.clone(), message)
            }
        }
    }

    /// Something stands where an operator or the end should.
    fn unexpected_operator(&self) -> FormulaProblem {
        let found = self.shown(&self.token.range);
        let message = match self.token.kind {
            TokenKind::Sign(")" | "]") => format!("`{found}` closes nothing"),
            _ => format!("an operator is expected before {}", quoted(found)),
        };
        let help = match found.to_ascii_lowercase().as_str() {
            "and" => Some("did you mean `and`?"),
            "or" => Some("did you mean `or`?"),
            "in" => Some("did you mean `in`?"),
            "is" | "equals" | "eq" => Some("did you mean `=`?"),
            "not" => Some("`not` stands before what it negates: `not (a in b)`, `a != b`"),
            "," => Some("a decimal point is `.`; a list stands between `[` and `]`"),
            _ => None,
        };
        FormulaProblem::syntax(self.token.range.clone(), message).maybe_help(help.map(str::to_owned))
    }
}

/// Expressions with commas between them.
struct Items {
    expressions: Vec<Expression>,
    end: usize,
}

fn leaf(kind: ExpressionKind, range: Range<usize>, height_below: usize) -> Parsed {
    grown(Expression { kind, range }, height_below)
}

fn unary(make: fn(Box<Expression>) -> ExpressionKind, start: usize, operand: Tree) -> Parsed {
    let range = start..operand.expression.range.end;
    grown(Expression { kind: make(Box::new(operand.expression)), range }, operand.height)
}

fn binary(operator: Operator, left: Tree, right: Tree) -> Parsed {
    let range = left.expression.range.start..right.expression.range.end;
    let height = left.height.max(right.height);
    let (left, right) = (Box::new(left.expression), Box::new(right.expression));
    grown(Expression { kind: ExpressionKind::Binary { operator, left, right }, range }, height)
}

fn grown(expression: Expression, height_below: usize) -> Parsed {
    if height_below >= DEEPEST {
        return Err(words::too_deep(expression.range));
    }
    Ok(Tree { expression, height: height_below + 1 })
}
