param([string] $Module)
$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$import = $clock.Elapsed.TotalMilliseconds
ConvertTo-Json @{ import = $import }
