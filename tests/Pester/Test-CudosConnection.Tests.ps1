BeforeAll {
    . $PSScriptRoot/Setup.ps1
    . $PSScriptRoot/Network.ps1

    # The rows by the name of the check; of several of one name the last.
    function Get-Check([hashtable] $With) {
        $rows = @{}
        Test-CudosConnection @With | ForEach-Object { $rows[$_.Check] = $_ }
        $rows
    }

    # A node that says what each test has it say, by path; the contract's answer has a path of its own.
    function Start-TestNode([hashtable] $Say = @{}) {
        Start-TestServer -With $Say {
            param($request, $with)
            $block = '{"block":{"header":{"chain_id":"fake-1","height":"42"}}}'
            $coins = '{"balance":{"denom":"acudos","amount":"1000000000000000000"}}'
            $usual = @{
                '/cosmos/base/tendermint/v1beta1/blocks/latest' = @{ Body = $block }
                '/cosmos/bank/v1beta1/supply/by_denom'          = @{ Body = '{"amount":{"denom":"acudos","amount":"7"}}' }
                'balance'                                       = @{ Body = $coins }
                'contract'                                      = @{ Body = '{"data":[]}' }
            }
            $path = switch -Wildcard ($request.Path) { '*/smart/*' { 'contract' } '*/balances/*' { 'balance' } default { $_ } }
            if ($with[$path]) { $with[$path] } else { $usual[$path] }
        }
    }

    function Get-CheckOf([hashtable] $Say, [hashtable] $With = @{}) {
        $server = Start-TestNode $Say
        try { Get-Check (@{ Node = $server.Uri; ContractAddress = $contract } + $With) } finally { Stop-TestServer $server }
    }

    # A signing program as far as a check-up asks it; it never signs.
    function New-TestSigner([string] $Says, [int] $Exit = 0) {
        $path = Join-Path $TestDrive "fake-noded-$([guid]::NewGuid())"
        [IO.File]::WriteAllText($path, "#!/bin/sh`nif [ `"`$1`" = keys ]; then echo '$Says'; exit $Exit; fi`necho 'usage: tx sign'`n")
        & chmod +x $path
        $path
    }

    $emulator = Start-VmEmulator
    $contract = $emulator.ContractAddress
    $owner = $emulator.Owner
}

AfterAll { Stop-VmEmulator $emulator }

Describe 'Test-CudosConnection' {
    AfterEach { Disconnect-Cudos }

    It 'finds nothing wrong with the emulator' {
        $rows = Test-CudosConnection -Emulator
        $rows.Check |
            Should -Be Dns, Proxy, Tls, Node, Clock, Chain, Contract, Denom, Signer, Key, Balance
        $rows | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
        ($rows | Where-Object Check -EQ Denom).Passed | Should -BeTrue
        ($rows | Where-Object Check -EQ Balance).Detail | Should -BeLike 'cudos1* CUDOS.'
    }

    It 'checks the current connection, and says what is missing where there is none' {
        $null = Connect-Cudos -Emulator
        (Test-CudosConnection | Where-Object Check -EQ Contract).Passed | Should -BeTrue
        Disconnect-Cudos
        { Test-CudosConnection } | Should -Throw -ErrorId 'NotConnectedToCudos,*'
    }

    It 'recognises an emulator on a port' {
        $rows = Get-Check @{ Node = $emulator.Uri }
        $rows.Signer.Passed, $rows.Balance.Passed | Should -Be $true, $true
    }

    It 'sends reads only, and shows no key of a hosted node' {
        $server = Start-TestNode
        try {
            $text = Test-CudosConnection -Node "$($server.Uri)?apikey=$Canary" -ContractAddress $contract -Owner $owner -Verbose *>&1 |
                Format-List | Out-String
            $server.Requests.Method | Sort-Object -Unique | Should -Be GET
            $text | Should -Match 'blocks/latest'
            $text | Should -Not -Match ([regex]::Escape($Canary))
        }
        finally { Stop-TestServer $server }
    }

    It 'Node: fails for one that is none, and the others are asked' {
        $other = Start-TestServer { @{ Status = 404; Body = '<html>nothing here</html>' } }
        try {
            $rows = @(Test-CudosConnection -Node $other.Uri, $emulator.Uri -ContractAddress $contract)
            ($rows | Where-Object Check -EQ Node).Passed | Should -Be $false, $true
            ($rows | Where-Object Check -EQ Node)[0].Advice | Should -BeLike '*REST*'
            ($rows | Where-Object Check -EQ Contract).Passed | Should -BeTrue
        }
        finally { Stop-TestServer $other }
    }

    It 'leaves what needs a node unknown where none answers' {
        $rows = Get-Check @{ Node = 'https://no-such-node.invalid/'; Owner = $owner }
        $rows.Dns.Passed, $rows.Node.Passed | Should -Be $false, $false
        foreach ($check in 'Clock', 'Chain', 'Contract', 'Denom', 'Balance') { $rows[$check].Passed | Should -Be $null }
    }

    It 'Tls: fails for a certificate that has expired' {
        $now = [DateTimeOffset]::UtcNow
        $server = Start-TestTlsServer (Get-TestCertificate $now.AddDays(-800) $now.AddDays(-400))
        try {
            $rows = Get-Check @{ Node = "https://127.0.0.1:$($server.Port)/" }
            $rows.Tls.Passed, $rows.Node.Passed | Should -Be $false, $false
            $rows.Tls.Detail | Should -BeLike '*has expired*'
        }
        finally { Stop-TestSocket $server }
    }

    It 'Clock: fails for a clock that is an hour off' {
        $answer = @{
            Body = '{"block":{"header":{"chain_id":"fake-1","height":"42"}}}'
            Headers = @{ Date = [DateTime]::UtcNow.AddHours(-1).ToString('r') }
        }
        $rows = Get-CheckOf @{ '/cosmos/base/tendermint/v1beta1/blocks/latest' = $answer }
        $rows.Clock.Passed | Should -BeFalse
        $rows.Chain.Passed | Should -BeTrue
    }

    It 'Chain: fails for nodes of several chains' {
        $server = Start-TestNode
        try { $rows = Get-Check @{ Node = $server.Uri, $emulator.Uri; ContractAddress = $contract } } finally { Stop-TestServer $server }
        $rows.Chain.Passed | Should -BeFalse
        $rows.Chain.Detail | Should -BeLike '*fake-1*'
    }

    It 'Contract: fails for one that the chain does not have' {
        $rows = Get-CheckOf @{ contract = @{ Status = 404; Body = '{"code":5,"message":"contract: not found","details":[]}' } }
        $rows.Contract.Passed | Should -BeFalse
        $rows.Contract.Advice | Should -BeLike '*-ContractAddress*'
    }

    It 'Denom: fails for a coin that the chain does not have, and is unknown where nodes do not say' {
        $none = @{ Body = '{"amount":{"denom":"nothing","amount":"0"}}' }
        $rows = Get-CheckOf @{ '/cosmos/bank/v1beta1/supply/by_denom' = $none } @{ Denom = 'nothing' }
        $rows.Denom.Passed | Should -BeFalse
        $rows.Denom.Advice | Should -BeLike '*-Denom*'
        $refusal = @{ Status = 501; Body = '{"code":12,"message":"Not Implemented","details":[]}' }
        (Get-CheckOf @{ '/cosmos/bank/v1beta1/supply/by_denom' = $refusal }).Denom.Passed | Should -Be $null
    }

    It 'Balance: fails for an account without coins' {
        $rows = Get-CheckOf @{ balance = @{ Body = '{"balance":{"denom":"acudos","amount":"0"}}' } } @{ Owner = $owner }
        $rows.Balance.Passed | Should -BeFalse
        $rows.Balance.Advice | Should -BeLike "*$owner*"
        (Get-CheckOf @{}).Balance.Passed | Should -Be $null
    }

    It 'Signer: fails for a program that is not there, and for one without a key' {
        $rows = Get-CheckOf @{} @{ NodeCommand = 'no-such-noded'; KeyName = 'me' }
        $rows.Signer.Passed, $rows.Key.Passed | Should -Be $false, $null
        $rows.Contract.Passed | Should -BeTrue
        (Get-CheckOf @{} @{ NodeCommand = (Get-Process -Id $PID).Path }).Signer.Detail | Should -BeLike '*-KeyName*'
        (Get-CheckOf @{}).Signer.Passed | Should -Be $null
    }

    It 'Key: fails for one that the program does not have, and for one of another account' `
        -Tag 'its stand-in program is a script of Unix' -Skip:($IsLinux -ne $true) {
        # The stand-in is a shell script; batch files are no programs for the module.
        $none = New-TestSigner 'Error: me.info: key not found' 1
        $rows = Get-CheckOf @{} @{ NodeCommand = $none; KeyName = 'me'; ChainId = 'other-1' }
        $rows.Signer.Passed, $rows.Key.Passed, $rows.Chain.Passed | Should -Be $true, $false, $false
        $rows.Key.Detail | Should -BeLike '*key not found*'
        $good = New-TestSigner $owner
        $rows = Get-CheckOf @{} @{ NodeCommand = $good; KeyName = 'me' }
        $rows.Key.Passed, $rows.Balance.Passed | Should -Be $true, $true
        $rows.Balance.Detail | Should -BeLike "$owner has 1 CUDOS*"
        $rows = Get-CheckOf @{} @{ NodeCommand = $good; KeyName = 'me'; Owner = $contract }
        $rows.Key.Passed | Should -BeFalse
    }

    It 'Address: fails for an address that is mistyped' {
        $rows = @(Test-CudosConnection -Node 'https://node.example.com' -Owner 'cudos1oops')
        $rows.Count | Should -Be 1
        $rows[0].Check, $rows[0].Passed | Should -Be 'Address', $false
    }
}
