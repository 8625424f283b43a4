BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $publicKey = Get-FakePublicKey

    # A service that keeps what is ordered and loses the response. Where With.PidFile names a process, it ends that one first;
    # where With.Hides is set, it refuses the list from then on.
    function Start-LossyService([hashtable] $With = @{}) {
        Start-TestServer -With $With {
            param($request, $with)
            switch ("$($request.Method) $($request.Path)") {
                'GET /vms/v3' { if ($with.Vms -and
                    $with.Hides) { @{ Status = 403; Body = '{"error":"not now"}' } } else { @{ Body = "[$($with.Vms)]" } } }
                'POST /vms/v3/estimate' {
                    @{ Body = '{"depositAmountUsdc":"2","depositEpochs":2,"totalPricePerEpoch":"1","maxPricePerEpoch":"1","instances":1}' }
                }
                'POST /vms/v3' {
                    $with.Vms = '{"id":"0x0000000000000000000000000000000000000001","vmName":"web-9","status":"Active",' +
                        '"pricePerEpoch":"1","resources":[]}'
                    if ($with.PidFile) { Stop-Process -Id (Get-Content $with.PidFile) -Force }
                    $null
                }
                default { @{ Status = 404; Body = '{"error":"not here"}' } }
            }
        }
    }
    function Get-OrderCount($Server) { @($Server.Requests | Where-Object { $_.Method -eq 'POST' -and $_.Path -eq '/vms/v3' }).Count }
    function Get-JournalFile { Get-ChildItem (Join-Path $env:FLUENCEVM_HOME journal) -Filter *.json -Recurse }

    # The order's file as it would look after that time.
    function Set-OrderAge([TimeSpan] $Age) {
        foreach ($file in Get-JournalFile) {
            $entry = Get-Content $file -Raw | ConvertFrom-Json
            $entry.steps[0].sentAt = ([DateTimeOffset]::UtcNow - $Age).ToString('o')
            Set-Content $file (ConvertTo-Json $entry -Depth 9)
        }
    }
}

Describe 'Resolve-FluenceOrder' {
    BeforeEach { $emulator = Connect-TestEmulator }
    AfterEach { Disconnect-TestEmulator }

    It 'settles every unknown order without a key, and gives the rest as they are with one' {
        Set-VmEmulatorFault CreateVm DropBefore -Count 1
        $null = New-FluenceVm lost ubuntu-22-04-x64 laptop -OrderKey lost -TimeoutSec 1 @Quiet
        $null = New-FluenceVm made ubuntu-22-04-x64 laptop -OrderKey made
        (Resolve-FluenceOrder).Key | Should -Be 'lost'
        (Resolve-FluenceOrder made).State | Should -Be 'Created'
        ('lost', 'made' | Resolve-FluenceOrder).Key | Should -Be 'lost', 'made'
        (Get-FluenceOrder | Resolve-FluenceOrder).Key | Should -Be 'lost', 'made'
        @() | Resolve-FluenceOrder | Should -BeNullOrEmpty
    }

    It 'goes by the clock of an emulator, so that a runbook can be tried to its end' {
        Set-VmEmulatorFault CreateVm DropBefore -Count 1
        $null = New-FluenceVm lost ubuntu-22-04-x64 laptop -OrderKey lost -TimeoutSec 1 @Quiet
        Step-VmEmulator -Emulator $emulator -By 00:14:00
        (Resolve-FluenceOrder lost).State | Should -Be 'Unknown'
        Step-VmEmulator -Emulator $emulator -By 00:02:00
        (Resolve-FluenceOrder lost).State | Should -Be 'NotCreated'
    }

    It 'is an error for a key that is not there, for that key alone' {
        $null = New-FluenceVm made ubuntu-22-04-x64 laptop -OrderKey made
        $settled = Resolve-FluenceOrder no-such-key, made -ErrorVariable failed -ErrorAction SilentlyContinue
        $settled.Key | Should -Be 'made'
        $failed.Count | Should -Be 1
        $failed[0].Exception.Message | Should -BeLike "*'no-such-key'*Get-FluenceOrder*"
    }

    It 'orders nothing' {
        Set-VmEmulatorFault CreateVm DropBefore -Count 1
        $null = New-FluenceVm lost ubuntu-22-04-x64 laptop -OrderKey lost -TimeoutSec 1 @Quiet
        $order = Resolve-FluenceOrder lost
        $order.State | Should -Be 'Unknown'
        $order.Message | Should -Not -BeNullOrEmpty
        @(Get-Request CreateVm).Count | Should -Be 1
    }
}

Describe 'Resolve-FluenceOrder from another process' {
    BeforeEach {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $env:FLUENCE_API_KEY = $Canary
    }
    AfterEach {
        Remove-Item Env:FLUENCEVM_HOME, Env:FLUENCE_API_KEY, Env:FLUENCE_ENDPOINT -ErrorAction Ignore
        Disconnect-Fluence
        Stop-TestServer $server
    }

    It 'leaves alone what another version or account has ordered, and shows it on request' {
        $server = Start-LossyService
        $other = Start-TestServer { @{ Body = '[]' } }
        try {
            $null = Connect-Fluence -Endpoint $other.Uri -ApiVersion MarketV3
            New-Item (Join-Path $env:FLUENCEVM_HOME orders) -ItemType Directory | Out-Null
            $entry = @{
                key = 'there'
                endpoint = "$($server.Uri)"
                name = 'web-9'
                count = 1
                content = 'none'
                knownIds = @()
                vmIds = @()
                state = 'Unknown'
                createdAt = '2026-01-01T00:00:00Z'
                changedAt = '2026-01-01T00:00:00Z'
            }
            Set-Content (Join-Path $env:FLUENCEVM_HOME orders/web-9.0.json) (ConvertTo-Json $entry)
            Resolve-FluenceOrder -ErrorAction Stop | Should -BeNullOrEmpty
            Get-FluenceOrder | Should -BeNullOrEmpty
            $first = Get-FluenceOrder -All -State Unknown
            $first.Endpoint | Should -Be $server.Uri
            $first.Message | Should -BeLike '*0.1.0*delete the file*'
        }
        finally { Stop-TestServer $other }
    }

    It 'finds what a process ordered that was killed before the response' {
        $pidFile = Join-Path $TestDrive 'pid'
        $server = Start-LossyService @{ PidFile = $pidFile }
        $env:FLUENCE_ENDPOINT = $server.Uri
        $text = Invoke-FreshShell ("Set-Content '$pidFile' `$PID; New-FluenceVm web-9 https://example.com/mine.img '$publicKey' " +
            "-OrderKey nightly; 'still here'")
        $text | Should -Not -BeLike '*still here*'
        Get-OrderCount $server | Should -Be 1

        (Get-FluenceOrder nightly).State | Should -Be 'Unknown'
        $order = Resolve-FluenceOrder nightly
        $order.State | Should -Be 'Created'
        $order.VmIds | Should -Be '0x0000000000000000000000000000000000000001'
        $text = Invoke-FreshShell "(New-FluenceVm web-9 https://example.com/mine.img '$publicKey' -OrderKey nightly).Id"
        $text.Trim() | Should -Be '0x0000000000000000000000000000000000000001'
        Get-OrderCount $server | Should -Be 1
    }

    It 'settles an order once the list can be read again' {
        $told = @{ Hides = $true }
        $server = Start-LossyService $told
        $env:FLUENCE_ENDPOINT = $server.Uri
        $null = New-FluenceVm web-9 https://example.com/mine.img $publicKey -OrderKey nightly -TimeoutSec 1 -ErrorVariable failed @Quiet
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OrderUnknown,*'
        $failed[0].Exception.Message | Should -BeLike '*not now*'
        $null = Resolve-FluenceOrder nightly -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
        $told.Hides = $false
        (Resolve-FluenceOrder nightly).VmIds | Should -Be '0x0000000000000000000000000000000000000001'
        Get-OrderCount $server | Should -Be 1
    }

    It 'keeps no secret in the journal, and keeps other users out of it' {
        $server = Start-LossyService
        $env:FLUENCE_ENDPOINT = $server.Uri
        $null = New-FluenceVm web-9 https://example.com/mine.img $publicKey -OrderKey nightly
        $file = Get-JournalFile
        $text = Get-Content $file -Raw
        $text | Should -BeLike '*nightly*'
        $text | Should -Not -Match ([regex]::Escape($Canary))
        $text | Should -Not -Match ([regex]::Escape(($publicKey -split ' ')[1]))
        if ($PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows) {
            $file.UnixMode | Should -Be '-rw-------'
            (Get-Item $file.DirectoryName).UnixMode | Should -Be 'drwx------'
        }
    }

    It 'says NotCreated once the request can no longer be on its way, and then the key is free' {
        $server = Start-TestServer -With @{ Lost = $true } {
            param($request, $with)
            switch ("$($request.Method) $($request.Path)") {
                'GET /vms/v3' { @{ Body = '[]' } }
                'POST /vms/v3/estimate' {
                    @{ Body = '{"depositAmountUsdc":"2","depositEpochs":2,"totalPricePerEpoch":"1","maxPricePerEpoch":"1","instances":1}' }
                }
                'POST /vms/v3' { if ($with.Lost) {
                    $with.Lost = $false
                    $null
                } else { @{ Body = '[{"vmId":"0x0000000000000000000000000000000000000002","vmName":"web-9"}]' } } }
                default { @{ Status = 404; Body = '{"error":"not here"}' } }
            }
        }
        $env:FLUENCE_ENDPOINT = $server.Uri
        $null = New-FluenceVm web-9 https://example.com/mine.img $publicKey -OrderKey nightly -TimeoutSec 1 @Quiet
        Set-OrderAge '00:10:00'
        (Resolve-FluenceOrder nightly).State | Should -Be 'Unknown'
        Set-OrderAge '00:20:00'
        (Resolve-FluenceOrder nightly).State | Should -Be 'NotCreated'
        (New-FluenceVm web-9 https://example.com/mine.img $publicKey -OrderKey nightly).Id | Should -BeLike '*2'
        Get-OrderCount $server | Should -Be 2
    }

    It 'names a damaged file of the journal' {
        $server = Start-LossyService
        $env:FLUENCE_ENDPOINT = $server.Uri
        $null = New-FluenceVm web-9 https://example.com/mine.img $publicKey -OrderKey nightly
        Set-Content (Get-JournalFile) '{ "key": '
        { Get-FluenceOrder } | Should -Throw -ErrorId 'JournalDamaged,*' -ExpectedMessage "*$((Get-JournalFile).Name)*"
    }
}
