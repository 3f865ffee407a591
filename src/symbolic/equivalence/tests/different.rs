//! Pairs of expressions that do not mean the same, however close they are.

use super::different;

#[test]
fn trigonometry() {
    different("sin(2x)", "sin(x)^2");
    different("sin(x)^2", "sin(x^2)");
    different("cos(x)^2 - sin(x)^2", "1");
    different("cos(x)", "sqrt(1-sin(x)^2)");
    different("sin(x)", "sqrt(1-cos(x)^2)");
    different("tan(x/2)", "sqrt((1-cos(x))/(1+cos(x)))");
    different("sin(x + pi)", "sin(x)");
    different("asin(sin(x))", "x");
    different("acos(cos(x))", "x");
    different("atan(tan(x))", "x");
    different("acos(cos(x))", "|x|");
    different("atan(1/x)", "pi/2 - atan(x)");
    different("asin(x) + acos(x)", "pi");
    different("2 atan(x)", "asin(2x/(1+x^2))");
    different("atan(2x/(1-x^2))", "2 atan(x)");
    different("atan(x)+atan(y)", "atan((x+y)/(1-x y))");
    different("sec(x)", "1/sin(x)");
    different("sin(x)/cos(x)^2", "sec(x) tan(x)^2");
    different("sin(180x/pi)", "sin(x)");
    different("sin(x + 6.28318530718)", "sin(x)");
    different("cos(x) + 1e-14", "cos(x)");
    different("1.0000000000001 cos(x)", "cos(x)");
    different("cos(1.00000000001x)", "cos(x)");
    different("sin(x + 1e-9) - sin(x)", "1e-9 cos(x)");
    different("sin(x + 1e-18)", "sin(x)");
    different("sin(x) + 1e-20", "sin(x)");
    different("sin(x)^2 + cos(x)^2 + 1e-25", "1");
    different("sin(x)^2 + cos(x)^2 - 1 + 1e-40 x", "0");
    different("sin(2x) - 2 sin(x) cos(x) + 1e-30", "0");
    different("cos(x)*(1+1e-45)", "cos(x)");
}

#[test]
fn constants() {
    different("pi", "3.14159265358979");
    different("pi", "3.141592653589793");
    different("pi", "3.14159265358979323846264338327950288419");
    different("pi", "355/113");
    different("e", "2.718281828459045");
    different("1/3", "0.333333333333");
    different("1/3", "0.333333333333333333333333");
    different("sqrt(2)", "1.4142135623730951");
    different("e^(pi sqrt(163))", "262537412640768744");
    different("ln(2)", "0.6931471805599453");
    different("sqrt(2)+sqrt(3)", "pi + 0.0046715");
    different("22/7", "pi");
    different("(1+sqrt(5))/2", "1.618033988749895");
    different("ln(640320^3+744)/sqrt(163)", "pi");
    different("sqrt(10)", "pi");
    different("cos(1e-8)", "1");
    different("e^(-1000)", "0");
    different("e^(-1e8)", "0");
    different("1e-300", "0");
    different("10^-400 x", "0");
}

#[test]
fn exponentials_and_logarithms() {
    different("ln(x^2)", "2 ln(x) - 1e-9");
    different("ln(x+1)", "ln(x)+1");
    different("ln(x y)", "ln(x) ln(y)");
    different("ln(x)/ln(y)", "ln(x/y)");
    different("e^(x+y)", "e^x + e^y");
    different("(e^x)^y", "e^(x^y)");
    different("e^(2x)", "2e^x");
    different("e^(x^2)", "e^(2x)");
    different("e^(x^2)", "(e^x)^2");
    different("2^x", "e^x");
    different("x^2", "2^x");
    different("ln(2x)", "2 ln(x)");
    different("log10(x)", "ln(x)");
    different("log2(x)", "ln(x)");
    different("ln(1/x)", "1/ln(x)");
    different("ln|x|", "|ln(x)| + 0*ln(x)");
    different("ln(x^2)", "2 ln|x| + 1e-12");
    different("e^x", "1+x+x^2/2+x^3/6+x^4/24+x^5/120");
    different("e^x", "(1+x/1000000)^1000000");
    different("e^x", "(1+x/1e9)^1e9");
    different("2.71828182845904523536^x", "e^x");
    different("x^x", "x^2");
    different("x^(x+1)", "x^x + x");
    different("(x^x)^x", "x^(x^x)");
    different("ln(1+e^x)", "x");
    different("softplus(x)", "relu(x)");
}

#[test]
fn activations() {
    different("cosh(x)^2 + sinh(x)^2", "1");
    different("tanh(x)", "sigmoid(x)");
    different("tanh(x)", "2 sigmoid(x) - 1");
    different("tanh(x)", "sigmoid(2x)");
    different("tanh(x)", "x");
    different("1 - tanh(x)", "1/cosh(x)^2");
    different("1 + tanh(x)^2", "1/cosh(x)^2");
    different("sigmoid(x)", "sigmoid(-x)");
    different("sigmoid(x)", "1/(1+e^x)");
    different("sigmoid(x)(1-sigmoid(x))", "sigmoid(x)");
    different("sigmoid(x)(1-sigmoid(x))", "e^x/(1+e^x)");
    different("sigmoid(x)(1-sigmoid(x))", "e^-x/(1+e^-x)");
    different("sigmoid(x)(1-sigmoid(x))", "e^(2x)/(1+e^x)^2");
    different("sigmoid(x)(1-sigmoid(x))", "-e^-x/(1+e^-x)^2");
    different("sigmoid(x)(1-sigmoid(x))", "sigmoid(x)^2 (1-sigmoid(x))");
    different("e^x/(1+e^x)^2", "e^x/(1+e^(2x))");
    different("sigmoid(1000x)", "step(x)");
    different("sigmoid(1e6x)", "step(x)");
    different("tanh(1e9x)", "sign(x)");
    different("x tanh(1000x)", "|x|");
    different("ln(1+e^(1000x))/1000", "relu(x)");
    different("e^a/(e^a+e^b)", "e^a/(e^a+e^b+1)");
    different("e^a/(e^a+e^b+e^c)", "e^b/(e^a+e^b+e^c)");
    different("e^a e^b/(e^a+e^b+e^c)^2", "-e^a e^b/(e^a+e^b+e^c)^2");
    different("ln(e^a+e^b)", "max(a,b)");
    different("relu(x)", "x");
    different("relu(x)", "|x|");
    different("relu(x)", "where(x < 0, 0.0001x, x)");
    different("relu(x-1)+relu(1-x)", "x-1");
    different("max(a,b)", "a");
    different("max(a,b)", "min(a,b)");
    different("max(x, 0)", "max(x, 0.0001)");
    different("max(a,b,c)", "max(a,b)");
    different("where(x < 0, x, x^2)", "where(x < 1, x, x^2)");
    different("where(x < 100000, x, x^2)", "x");
    different("where(x > -3e7, sin(x), cos(x))", "sin(x)");
    different("step(x)", "1");
    different("step(x)", "step(x-1e-5)");
    different("step(x-5)", "step(x-5.00000001)");
    different("sign(x)", "1");
    different("sign(x-1e10)", "-1");
    different("(sigmoid(w x + b) - y) x", "(sigmoid(w x + b) + y) x");
}

/// One has values in a whole region where the other has none.
#[test]
fn domains() {
    different("sqrt(x-1000000)", "sqrt(x-1000000)*sign(x-2000000)");
    different("sqrt(x)^2", "x");
    different("ln(x^2)", "2 ln(x)");
    different("x^1.5", "|x|^1.5");
    different("x^(1/3)", "cbrt(x)");
    different("(x^2)^(1/2)", "x");
    different("(x^(1/2))^2", "x");
    different("sqrt(x^3)", "x sqrt(|x|)");
    different("asin(x/1e9) + acos(x/1e9)", "pi/2");
    different("ln(x-1) + ln(x+1)", "ln(x^2-1)");
    different("sqrt(x-1)/sqrt(x+1)", "sqrt((x-1)/(x+1))");
    different("e^(ln(x))", "x");
    different("ln(-x)", "ln(x)");
    different("sqrt(-x)", "sqrt(x)");
    different("x^x", "|x|^x");
    different("sin(asin(x))", "x");
    different("tan(asin(x))", "x/sqrt(|1-x^2|)");
    different("atanh(x)", "ln|(1+x)/(1-x)|/2");
}

/// They differ by less than anybody would see.
#[test]
fn nearly() {
    different("x + 1e-12", "x");
    different("x(1+1e-16)", "x");
    different("x(1+1e-60)", "x");
    different("x^2.00000000001", "x^2");
    different("0.333333333333 x", "x/3");
    different("0.6666666667x", "2x/3");
    different("3.14159265358979 x", "pi x");
    different("1.41421356237309505 x", "sqrt(2) x");
    different("(x^2-1)/(x-1)", "x+1.0000000001");
    different("1/(x+1e-15)", "1/x");
    different("x^1000000", "x^1000001");
    different("(1e8+x)^2 - 1e16", "2e8 x");
    different("(1e8+x)^3 - 1e24 - 3e16 x", "3e8 x^2");
    different("1e30+x-1e30", "0");
    different("e^(1e-20x)", "1");
    different("sqrt(x^2+1e-12)", "|x|");
    different("sqrt(x^2+1e-30)", "|x|");
    different("x - x^3/6", "sin(x)");
    different("(x-2)^601", "(2-x)^601");
    different("(x+1)^100", "(x+1)^100 + 1e-10");
    different("(sin(x)-x)/x^3", "-1/6");
    different("x^(1+1e-20)", "x + 0*ln(x)");
}

/// They differ in a narrow peak, far out, or in one of many cells between kinks.
#[test]
fn narrow_and_far() {
    // The tops of waves, the sides of poles, and places close to 0.
    different("relu(sin(x) - 0.999999)", "0");
    different("abs(sin(x) - 0.9999999)", "0.9999999 - sin(x)");
    different("max(sin(x), 0.99999999) - 0.99999999", "0");
    different("relu(sin(3x + 1) - 0.9999999)", "0");
    different("min(tan(x), 1e5)", "tan(x)");
    different("min(sec(x)^2, 1e6)", "sec(x)^2");
    different("max(1/x, -1e9)", "1/x");
    different("relu(1/x - 1e7)", "0/x");
    different("max(ln(x), -50)", "ln(x)");
    different("relu(-ln(x) - 20)", "0 ln(x)");
    // What is small beside what cancels or overflows.
    different("relu(e^x) - |x| + relu(x - 37)", "(e^x + abs(e^x))/2 - |x|");
    different("softplus((2x + 4)^3) sin(pi) + relu(x - 37)", "sin(pi) ln(1 + e^((2x + 4)^3))");
    different("sin(x)^2 + cos(x)^2 + e^(-1000) x", "1");
    different("1", "sin(x)^2 + cos(x)^2 + e^(-1000) x");
    different("e^(-1e8*(x-3.3)^2)", "0");
    different("e^(-1e8*(x-3.3)^2) + 1", "1");
    different("sin(x)^2 + cos(x)^2 + e^(-1e8*(x-3.3)^2)", "1");
    different("cos(x)^2 + e^(-1e8*(x^2-10.89)^2)", "1 - sin(x)^2");
    different("e^(-1e8*(x^2-6.6x+10.89)) + tan(x)cos(x)", "sin(x)");
    different("cosh(x) + 1/cosh(1e7*(x-2.7))", "(e^x+e^-x)/2");
    different("2 sin(x) cos(x) + e^(-1e6*(ln(x)-1)^2) + 0*ln(x)", "sin(2x) + 0*ln(x)");
    different("relu(x-3)*relu(3.001-x)", "0");
    different("relu(x-1e15)", "0");
    different("relu(x-1e20) + x", "x");
    different("relu(x+1e200)", "x+1e200");
    different("abs(x-1e12)", "1e12-x");
    different("|x+1e30|", "x+1e30");
    different("relu(x-3e9) relu(3.1e9-x)", "0");
    different("e^x + relu(x-1e6)", "e^x");
    different("e^x + relu(x-800)", "e^x");
    different("e^(x^2)+relu(-x-5000)", "e^(x^2)");
    different("e^(-(x-1000)^2)", "0");
    different("x + e^(-(x-1000)^2)", "x");
    different("sin(x)^2 + e^(-(x-1e5)^2)", "1 - cos(x)^2");
    different("sqrt((x-1e8)^2)", "1e8-x");
    different("sqrt((x-1e13)^2)", "1e13-x");
    different("acos(cos(x/1e7))", "|x|/1e7");
    different("relu(a-b) relu(b-c)", "0");
    different("relu(a-b) relu(b-c) relu(c-d)", "0");
    different("relu(a-b)*relu(b-c)*relu(c-d)*relu(d-f)", "0");
    different("x + relu(a-b)*relu(b-c)*relu(c-d)*relu(d-f)*relu(f-g)", "x");
    different("relu(a)*relu(b)*relu(c)*relu(d)*relu(f)*relu(g)*relu(h)*relu(k)", "0");
    different("step(a-b)*step(b-c)*step(c-d)*step(d-f)", "0*step(a-b)*step(b-c)*step(c-d)*step(d-f)");
    different("max(max(max(a,b),c),d)", "max(max(a,b),c) + relu(d-a)*0");
    different(
        "max(max(max(a,b),c),d)",
        "where(a > b, where(b > c, where(c > d, a + 1, max(max(max(a,b),c),d)), max(max(max(a,b),c),d)), max(max(max(a,b),c),d))",
    );
    different("relu(x+y-1e6)", "0");
    different("relu(x y - 1e12)", "0");
    different("relu(1-x^2-y^2)", "0");
    different("relu(0.0001-(x-3)^2-(y-4)^2)", "0");
    different("relu(x-2)*relu(y-1000)", "0");
}

#[test]
fn slips() {
    different("x^2+y^2", "(x+y)^2");
    different("1/(x+y)", "1/x+1/y");
    different("sqrt(x^2+y^2)", "x+y");
    different("x^-1", "-x");
    different("(x+1)^2", "x^2+1");
    different("-x^2", "(-x)^2");
    different("x^6", "(x^3)^3");
    different("2^(x^2)", "(2^x)^2");
    different("x/(y/z)", "x/y/z");
    different("a-(b-c)", "a-b-c");
    different("3x^2", "6x");
    different("cos(x)", "-cos(x)");
    different("e^(3x)", "3e^(3x)");
    different("ln(x)/x", "1/x");
    different("x^2 cos(x) + 2x sin(x)", "x^2 cos(x) - 2x sin(x)");
    different("(2x(x+1)+x^2)/(x+1)^2", "(2x(x+1)-x^2)/(x+1)^2");
    different("2x/(x^2+1)^2", "-2x/(x^2+1)^2");
    different("cos(2 acos(x))", "2x^2 - 1");
}
