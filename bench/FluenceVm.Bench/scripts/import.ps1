# The import alone, as the first thing of a session.
param([string] $Module)
$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$import = $clock.Elapsed.TotalMilliseconds
ConvertTo-Json @{ import = $import }
