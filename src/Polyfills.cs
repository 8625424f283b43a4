// What the C# compiler asks for and netstandard does not have.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
